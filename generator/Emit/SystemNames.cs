namespace QmpGen.Generator.Emit;

/// <summary>The framework's names in emitted code, complete, so that nothing in a consumer's project can hide them.</summary>
internal static class SystemNames
{
    public const string CancellationToken = "global::System.Threading.CancellationToken";
    public const string Disposable = "global::System.IDisposable";
    public const string FormatProvider = "global::System.IFormatProvider";
    public const string JsonConverter = "global::System.Text.Json.Serialization.JsonConverter";
    public const string JsonElement = "global::System.Text.Json.JsonElement";
    public const string JsonReader = "global::System.Text.Json.Utf8JsonReader";
    public const string JsonWriter = "global::System.Text.Json.Utf8JsonWriter";
    public const string NotNullWhen = "global::System.Diagnostics.CodeAnalysis.NotNullWhen";
    public const string ReadOnlyList = "global::System.Collections.Generic.IReadOnlyList";
    public const string Task = "global::System.Threading.Tasks.Task";
    public const string SetsRequiredMembers = "global::System.Diagnostics.CodeAnalysis.SetsRequiredMembers";
    public const string Obsolete = "global::System.Obsolete";
    public const string Experimental = "global::System.Diagnostics.CodeAnalysis.Experimental";
    public const string TypeConverter = "global::System.ComponentModel.TypeConverter";
    public const string JsonTokenType = "global::System.Text.Json.JsonTokenType";
}
