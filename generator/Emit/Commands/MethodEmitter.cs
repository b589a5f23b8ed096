using QmpGen.Generator.Model;

namespace QmpGen.Generator.Emit.Commands;

/// <summary>Emits the methods by which users run commands: one for each, with what the command cannot do without.</summary>
internal static class MethodEmitter
{
    public static void Emit(CodeWriter code, CommandSchema commands, TypeNames names)
    {
        Docs.Summary(code, "Runs the commands of the spec. For optional arguments, create the command's record and execute that.");
        code.Line(GeneratedFile.Attribute);
        code.Open($"{names.Access} static partial class QmpCommands");
        foreach (var command in commands.Commands)
        {
            Emit(code, command, names);
        }

        code.Close();
    }

    private static void Emit(CodeWriter code, CommandModel command, TypeNames names)
    {
        var compact = new CompactCode(names);
        var type = names.Of(command.TypeName);
        var required = CommandEmitter.Required(command);
        Docs.Summary(code, CommandEmitter.Summary(command, names));
        var parameterDocs = required.Select(m => $"<param name=\"{m.LocalName.TrimStart('@')}\">{compact.Description(m)}</param>");
        code.Line(
            $"/// <param name=\"executor\">Runs <see cref=\"{type}\"/>.</param>{string.Concat(parameterDocs)}"
                + $"<param name=\"cancellationToken\">Cancels the wait.</param><returns>{Returns(command)}</returns>");
        StabilityCode.Attributes(code, command.Stability);
        var parameters = string.Concat(required.Select(m => $", {compact.TypeOf(m)} {m.LocalName}"));
        var task = command.Result is null ? SystemNames.Task : $"{SystemNames.Task}<{CommandEmitter.ResultOf(command, names)}>";
        code.Line(
            $"public static {task} {command.MethodName}(this {RuntimeNames.Executor} executor{parameters}, "
                + $"{SystemNames.CancellationToken} cancellationToken = default) => "
                + $"executor.ExecuteAsync(new {type}({string.Join(", ", required.Select(m => m.LocalName))}), cancellationToken);");
    }

    private static string Returns(CommandModel command) =>
        command.Docs.Returns.Length > 0 ? Literals.Xml(command.Docs.Returns)
        : command.Result is null ? "A task that completes when the command has been answered."
        : "The command's result.";
}
