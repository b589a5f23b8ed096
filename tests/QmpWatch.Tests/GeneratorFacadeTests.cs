using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using QmpGen.Generator;

namespace QmpWatch.Tests;

/// <summary>The tool sees the generator's internals, but uses its facade only.</summary>
public sealed class GeneratorFacadeTests
{
    private const BindingFlags Everything =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    [Fact]
    public void Of_the_generator_only_the_facade_and_what_it_returns_is_used()
    {
        var used = UsedTypes("QmpGen.Generator");

        Assert.Contains(typeof(SpecReader).FullName!, used);
        Assert.Empty(used.Except(FacadeTypes().Select(t => t.FullName!)));
    }

    [Fact]
    public void The_compiler_is_not_used_directly() =>
        Assert.DoesNotContain(
            typeof(Program).Assembly.GetReferencedAssemblies(),
            a => a.Name!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal));

    /// <summary>The facade, and every type that a property of what it returns has, all the way down.</summary>
    private static HashSet<Type> FacadeTypes()
    {
        var types = new HashSet<Type> { typeof(SpecReader) };
        var open = new Queue<Type>(typeof(SpecReader).GetMethods(Everything).Where(m => m.IsPublic).Select(m => m.ReturnType));
        while (open.TryDequeue(out var type))
        {
            Array.ForEach(type.GetGenericArguments(), open.Enqueue);
            var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
            if (definition.Assembly == typeof(SpecReader).Assembly && types.Add(definition))
            {
                Array.ForEach(
                    [.. definition.GetProperties(Everything).Where(p => p.GetMethod!.IsPublic).Select(p => p.PropertyType)], open.Enqueue);
            }
        }

        return types;
    }

    /// <summary>What the tool's metadata refers to in an assembly: every type that its code names, however it spells it.</summary>
    private static HashSet<string> UsedTypes(string assembly)
    {
        using var file = new PEReader(File.OpenRead(typeof(Program).Assembly.Location));
        var metadata = file.GetMetadataReader();
        return metadata.TypeReferences
            .Select(metadata.GetTypeReference)
            .Where(t => t.ResolutionScope.Kind == HandleKind.AssemblyReference)
            .Where(t => metadata.GetString(metadata.GetAssemblyReference((AssemblyReferenceHandle)t.ResolutionScope).Name) == assembly)
            .Select(t => $"{metadata.GetString(t.Namespace)}.{metadata.GetString(t.Name)}")
            .ToHashSet(StringComparer.Ordinal);
    }
}
