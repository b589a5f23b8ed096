namespace QmpGen.Generator.Emit;

/// <summary>
/// Every name of the runtime that emitted code uses. The generator does not reference the runtime; a test resolves each
/// name.
/// </summary>
internal static class RuntimeNames
{
    public const string Event = "global::QmpGen.QmpEvent";
    public const string EventReader = "global::QmpGen.QmpEventReader";
    public const string EventInfo = "global::QmpGen.QmpEventInfo";
    public const string Timestamp = "global::QmpGen.QmpTimestamp";
    public const string UnknownEvent = "global::QmpGen.UnknownEvent";
    public const string DispatcherBase = "global::QmpGen.QmpEventDispatcherBase";
    public const string EventHandler = "global::QmpGen.IQmpEventHandler";
    public const string EventInterface = "global::QmpGen.Serialization.IQmpEvent";
    public const string ObjectInterface = "global::QmpGen.Serialization.IQmpObject";
    public const string ValueInterface = "global::QmpGen.Serialization.IQmpValue";
    public const string ListedValueInterface = "global::QmpGen.Serialization.IQmpListedValue";
    public const string ListedValues = "global::QmpGen.Serialization.QmpListedValues";
    public const string EventConverter = "global::QmpGen.Serialization.QmpEventConverter";
    public const string ObjectConverter = "global::QmpGen.Serialization.QmpObjectConverter";
    public const string ValueConverter = "global::QmpGen.Serialization.QmpValueConverter";
    public const string ValueTypeConverter = "global::QmpGen.Serialization.QmpValueTypeConverter";
    public const string Json = "global::QmpGen.Serialization.QmpJson";
    public const string JsonNumbers = "global::QmpGen.Serialization.QmpJsonNumbers";
    public const string JsonValues = "global::QmpGen.Serialization.QmpJsonValues";
    public const string LayoutReader = "global::QmpGen.Serialization.QmpLayoutReader";
    public const string Argument = "global::QmpGen.QmpArgument";
    public const string ArgumentObject = "global::QmpGen.QmpArgumentObject";
    public const string Arguments = "global::QmpGen.QmpArguments";
    public const string Command = "global::QmpGen.QmpCommand";
    public const string CommandException = "global::QmpGen.QmpCommandException";
    public const string CommandInterface = "global::QmpGen.Serialization.IQmpCommand";
    public const string CommandJson = "global::QmpGen.Serialization.QmpCommandJson";
    public const string Executor = "global::QmpGen.IQmpExecutor";
    public const string Nothing = "global::QmpGen.QmpNothing";
    public const string List = "global::QmpGen.QmpList";
    public const string Schema = "global::QmpGen.QmpSchema";
}
