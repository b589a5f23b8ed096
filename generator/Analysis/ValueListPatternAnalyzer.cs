using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using QmpGen.Generator.Diagnostics;

namespace QmpGen.Generator.Analysis;

/// <summary>
/// Explains why a value of a value list cannot be a pattern: it looks like an enum's, but is not a constant. The compiler only says
/// CS9135.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ValueListPatternAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The property of the diagnostic that holds the enum value to match instead.</summary>
    public const string KindValue = nameof(KindValue);

    private const string ValueInterface = "IQmpValue";
    private const string ValueNamespace = "QmpGen.Serialization";
    private const string Kind = nameof(Kind);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(Descriptors.ValueIsNoConstant);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSyntaxNodeAction(
            static c => Analyze(c, ((ConstantPatternSyntax)c.Node).Expression), SyntaxKind.ConstantPattern);
        context.RegisterSyntaxNodeAction(
            static c => Analyze(c, ((CaseSwitchLabelSyntax)c.Node).Value), SyntaxKind.CaseSwitchLabel);
        context.RegisterSyntaxNodeAction(
            static c => Analyze(c, ((BinaryExpressionSyntax)c.Node).Right), SyntaxKind.IsExpression);
    }

    private static void Analyze(SyntaxNodeAnalysisContext context, ExpressionSyntax expression)
    {
        if (context.SemanticModel.GetSymbolInfo(expression, context.CancellationToken).Symbol is IPropertySymbol { IsStatic: true } value
            && SymbolEqualityComparer.Default.Equals(value.Type, value.ContainingType)
            && IsValueList(value.ContainingType)
            && KindOf(value) is { } kind)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptors.ValueIsNoConstant,
                expression.GetLocation(),
                ImmutableDictionary<string, string?>.Empty.Add(KindValue, $"{kind.ContainingType.Name}.{kind.Name}"),
                expression,
                value.ContainingType.Name,
                $"{kind.ContainingType.Name}.{kind.Name}"));
        }
    }

    private static bool IsValueList(INamedTypeSymbol type)
    {
        foreach (var implemented in type.AllInterfaces)
        {
            if (implemented.Name == ValueInterface && implemented.ContainingNamespace.ToDisplayString() == ValueNamespace)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The enum value with the meaning of a value.</summary>
    private static IFieldSymbol? KindOf(IPropertySymbol value)
    {
        foreach (var member in value.ContainingType.GetMembers(Kind))
        {
            if (member is IPropertySymbol { Type: INamedTypeSymbol { TypeKind: TypeKind.Enum } kinds })
            {
                foreach (var same in kinds.GetMembers(value.Name))
                {
                    return same as IFieldSymbol;
                }
            }
        }

        return null;
    }
}
