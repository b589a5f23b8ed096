using QmpGen.Generator.Model;

namespace QmpGen.Generator.Emit;

/// <summary>Emits the dispatcher of a spec and the class that handles its events method by method.</summary>
internal static class DispatcherEmitter
{
    public static void EmitDispatcher(CodeWriter code, TypeNames names)
    {
        var handler = names.Of("QmpEventHandler");
        Docs.Summary(code, "Dispatches the events of the spec to the handlers that are subscribed to their types.");
        code.Line(GeneratedFile.Attribute);
        code.Open($"{names.Access} sealed partial class QmpEventDispatcher : {RuntimeNames.DispatcherBase}");
        code.Lines($$"""
            /// <summary>Subscribes a handler that has one method for each event.</summary>
            /// <param name="handler">The handler.</param>
            /// <returns>The subscription; dispose it to unsubscribe.</returns>
            public {{SystemNames.Disposable}} On({{handler}} handler)
            {
                global::System.ArgumentNullException.ThrowIfNull(handler);
                return On<{{RuntimeNames.Event}}>(handler.HandleAsync);
            }
            """);
        code.Close();
    }

    public static void EmitHandler(CodeWriter code, EventSchema schema, TypeNames names)
    {
        Docs.Summary(
            code,
            "Handles events with one method for each; override the methods you need. A new event in the spec adds a method and "
                + "does not break derived classes.");
        code.Line(GeneratedFile.Attribute);
        code.Open($"{names.Access} abstract partial class QmpEventHandler : {RuntimeNames.EventHandler}");
        code.Lines($$"""
            /// <summary>Calls the method that handles the event.</summary>
            /// <param name="e">The event.</param>
            /// <param name="cancellationToken">Passed to the method.</param>
            /// <returns>The task of the method.</returns>
            public {{SystemNames.Task}} HandleAsync({{RuntimeNames.Event}} e, {{SystemNames.CancellationToken}} cancellationToken)
            {
                switch (e)
                {
            """);
        foreach (var e in schema.Events)
        {
            code.Line($"        case {names.Of(e.TypeName)} known: return {e.HandlerName}(known, cancellationToken);");
        }

        code.Lines($$"""
                    default: return HandleUnknownAsync(e, cancellationToken);
                }
            }

            /// <summary>Called for an event that the spec does not define.</summary>
            /// <param name="e">The event.</param>
            /// <param name="cancellationToken">Cancelled when dispatching stops.</param>
            /// <returns>A task that completes when the event has been handled.</returns>
            protected virtual {{SystemNames.Task}} HandleUnknownAsync(
                {{RuntimeNames.Event}} e, {{SystemNames.CancellationToken}} cancellationToken) =>
                {{SystemNames.Task}}.CompletedTask;
            """);
        foreach (var e in schema.Events)
        {
            code.Lines($$"""

                /// <summary>Called for <see cref="{{names.Of(e.TypeName)}}"/>. {{Docs.Sentence(e.Summary, names)}}</summary>
                /// <param name="e">The event.</param>
                /// <param name="cancellationToken">Cancelled when dispatching stops.</param>
                /// <returns>A task that completes when the event has been handled.</returns>
                protected virtual {{SystemNames.Task}} {{e.HandlerName}}(
                    {{names.Of(e.TypeName)}} e, {{SystemNames.CancellationToken}} cancellationToken) =>
                    {{SystemNames.Task}}.CompletedTask;
                """);
        }

        code.Close();
    }
}
