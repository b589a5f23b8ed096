namespace System.Runtime.CompilerServices;

/// <summary>The one type that the compiler wants for records and init accessors and that netstandard2.0 lacks.</summary>
internal static class IsExternalInit;
