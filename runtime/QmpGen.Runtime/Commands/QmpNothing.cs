namespace QmpGen;

/// <summary>The result of a command that returns nothing. All values are equal.</summary>
public readonly record struct QmpNothing;
