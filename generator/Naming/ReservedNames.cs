namespace QmpGen.Generator.Naming;

/// <summary>Names that emitted types and members must leave alone.</summary>
internal static class ReservedNames
{
    /// <summary>
    /// Types that every spec or the runtime has, and names from the framework that consumers use without a second
    /// thought: a type of theirs called <c>System</c> or <c>Action</c> would hide the real one in its namespace.
    /// </summary>
    public static readonly string[] Types =
    [
        "QmpEvents", "QmpEventDispatcher", "QmpEventHandler", "QmpGen",
        "QmpCommands", "QmpArgument", "QmpArgumentObject", "QmpArguments", "ConnectionGapEvent", "IQmpEventHandler", "IQmpExecutor",
        "QmpClient", "QmpClientOptions", "QmpClientState", "QmpCloseKind", "QmpCloseReason",
        "QmpCommand", "QmpCommandException", "QmpCommandOutcome", "QmpConnectException", "QmpConnectionClosedException", "QmpEndpoint",
        "QmpEvent", "QmpEventDispatcherBase", "QmpEventFilter", "QmpEventInfo", "QmpEventReader", "QmpEventsLostException",
        "QmpBalloonOutcome", "QmpBalloonResult", "QmpFlows", "QmpJobOptions", "QmpJobOutcome", "QmpJobProgress", "QmpJobResult",
        "QmpMigrationOptions", "QmpMigrationOutcome", "QmpMigrationProgress", "QmpMigrationResult", "QmpNotSupportedException",
        "QmpRunStateResult", "QmpShutdownFallback", "QmpShutdownOptions", "QmpShutdownOutcome", "QmpShutdownResult",
        "QmpUnplugOutcome", "QmpUnplugResult",
        "QmpException", "QmpFailedAttempt", "QmpList", "QmpListener", "QmpListenerOptions",
        "QmpMessageTooLargeException", "QmpNothing", "QmpOverflowPolicy", "QmpPeer",
        "QmpProtocolException",
        "QmpReconnectOptions", "QmpSchema", "QmpSchemaDifference", "QmpSchemaImpact", "QmpSubscription", "QmpSubscriptionOptions",
        "QmpTimeoutException", "QmpTimeoutKind", "QmpTimestamp", "QmpVersion", "UnknownEvent", "UnreadableEvent",
        "Action", "Array", "Attribute", "Boolean", "Buffer", "Byte", "Char", "Console", "Convert", "DateTime", "Decimal",
        "Delegate", "Dictionary", "Directory", "Double", "Encoding", "Enum", "Enumerable", "Environment", "Event",
        "EventArgs", "EventHandler", "Exception", "File", "Func", "Guid", "Half", "HashSet", "IDisposable", "Index", "Int32",
        "Int64", "JsonElement", "Lazy", "List", "Lock", "Math", "Memory", "Microsoft", "Monitor", "Nullable", "Object",
        "Path", "Predicate", "Progress", "Queue", "Random", "Range", "Span", "Stack", "Stream", "String", "System", "Task",
        "Thread", "ThreadPool", "Timer", "TimeSpan", "TimeZone", "Tuple", "Type", "Uri", "ValueTask", "Version", "Void",
    ];

    /// <summary>What a record has on its own account, or inherits from <c>object</c>.</summary>
    public static readonly string[] RecordMembers =
    [
        "Clone", "Deconstruct", "EqualityContract", "Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone",
        "PrintMembers", "ReadJson", "ReadKnown", "ReadLayout", "ReferenceEquals", "ToString", "WireNames", "WriteJson", "WriteMembers",
    ];

    /// <summary>What an event's record inherits from <c>QmpEvent</c>.</summary>
    public static readonly string[] EventMembers =
        [.. RecordMembers, "EventName", "RawJson", "Timestamp", "ToJson", "WriteData", "WriteTo"];

    /// <summary>What a record that commands send has on its own account.</summary>
    public static readonly string[] ArgumentMembers = [.. RecordMembers, "Extra", "WriteExtra"];

    /// <summary>What a command's record has on its own account.</summary>
    public static readonly string[] CommandMembers =
    [
        .. ArgumentMembers, "CommandName", "FormatResult", "IsOutOfBand", "ParseResult", "Properties", "ReadArguments", "ReadResult",
        "RunsOutOfBand", "TakesArguments", "Timeout", "ToJson", "WireName", "WriteArguments", "WriteResult", "WriteTo",
    ];

    /// <summary>What the type of a value of several kinds of JSON has on its own account.</summary>
    public static readonly string[] AlternateMembers = [.. RecordMembers, "IsNull", "Null", "Define", "Node"];

    /// <summary>What a value list's type has beside its values.</summary>
    public static readonly string[] ValueMembers = [.. RecordMembers, "Kind", "Parse", "Text", "TryParse", "Values"];

    /// <summary>The parameters and variables of emitted code, beside which those of members stand.</summary>
    public static readonly string[] Locals =
        ["reader", "timestamp", "writer", "written", "start", "item", "message", "result", "executor", "cancellationToken"];
}
