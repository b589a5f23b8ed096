using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using QmpGen.Generator.Tests.Support;
using Steps = QmpGen.Generator.QmpEventsGenerator.Steps;

namespace QmpGen.Generator.Tests;

/// <summary>What a step keeps from one run to the next must be values: anything of the compiler would keep whole projects alive.</summary>
public sealed class ModelPurityTests
{
    // Values of the compiler's own, and descriptors, which are static.
    private static readonly Type[] Allowed =
    [
        typeof(TextSpan), typeof(LinePosition), typeof(LinePositionSpan), typeof(LanguageVersion), typeof(DiagnosticDescriptor)
    ];

    [Fact]
    public void No_step_holds_anything_of_the_compiler()
    {
        var run = SpecRun.Of(Repository.Spec + "\n" + Repository.Fixture("machine.txt"));
        var names = new[] { Steps.Select, Steps.Owners, Steps.Language, Steps.Compile, Steps.Schema, Steps.Diagnostics };
        var outputs = names.SelectMany(n => run.Steps(n)).SelectMany(s => s.Outputs).Select(o => o.Value).ToList();
        var seen = new Dictionary<Type, string>();
        foreach (var output in outputs)
        {
            Visit(output, output?.GetType().Name ?? "", new HashSet<object>(ReferenceEqualityComparer.Instance), seen);
        }

        Assert.NotEmpty(outputs);
        Assert.Contains(typeof(Generator.Model.MemberModel), seen.Keys);
        Assert.DoesNotContain(
            seen,
            s => s.Key.Namespace?.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) == true && !Allowed.Contains(s.Key));
    }

    private static void Visit(object? value, string path, HashSet<object> visited, Dictionary<Type, string> seen)
    {
        if (value is null || (!value.GetType().IsValueType && !visited.Add(value)))
        {
            return;
        }

        var type = value.GetType();
        seen.TryAdd(type, path);
        if (type.IsPrimitive || type.IsEnum || value is string || Allowed.Contains(type))
        {
            return;
        }

        if (value is IEnumerable items and not IDictionary)
        {
            foreach (var item in items)
            {
                Visit(item, $"{path}[]", visited, seen);
            }
        }

        if (type.IsArray || type.Namespace == "System.Collections.Immutable")
        {
            return;
        }

        for (var owner = type; owner is not null; owner = owner.BaseType)
        {
            const BindingFlags own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
            foreach (var field in owner.GetFields(own))
            {
                Visit(field.GetValue(value), $"{path}.{field.Name}", visited, seen);
            }
        }
    }
}
