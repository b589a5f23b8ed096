namespace QmpGen.Generator.Tests.RandomSchemas;

/// <summary>Makes messages: as they should be, and with one thing changed in each place.</summary>
/// <param name="random">What the choice rests on.</param>
/// <param name="isSent">Whether they are arguments of commands.</param>
internal sealed class CaseMaker(Random random, bool isSent = false)
{
    private const string Unknown = "from-the-future";

    // A message of nested arrays has thousands of places, which are all alike.
    private const int MostPlaces = 40;

    private readonly ValueMaker _values = new(random, isSent);

    public IEnumerable<Case> Of(EventType e)
    {
        if (e.Data is not { } type || !type.AllMembers.Any())
        {
            return
            [
                Case.Read("no data", null),
                Case.ReadAs("empty data", JsonObject.Empty, null),
                Case.ReadAs("data of the future", Extended(JsonObject.Empty), null),
            ];
        }

        return OfWholeData(type).Concat(OfPlaces(type));
    }

    /// <summary>Arguments of a command: what it does not have is kept beside the others, but not inside them.</summary>
    public IEnumerable<Case> Of(CommandType command)
    {
        var type = command.Data ?? new ObjectType(string.Empty);
        for (var n = 0; n < 4; n++)
        {
            var data = _values.Object(type);
            yield return Case.Read("valid arguments", data);
            yield return Case.ReadAs(
                "an unknown argument", Extended(data), type.Tag is null || type.IsKeptWhole(data) ? Extended(data) : data);
            foreach (var change in Tags(type).Select(t => Case.Read($"the branch {t}", _values.Object(type, tag: t)))
                .Concat(Changes(Slot.In(data, type, string.Empty, v => v), isFirst: n == 0)))
            {
                yield return change;
            }
        }
    }

    /// <summary>Results of a command.</summary>
    public IEnumerable<Case> Of(TypeUse result)
    {
        for (var n = 0; n < 4; n++)
        {
            var value = _values.Of(result);
            yield return Case.Read("a valid result", value);
            foreach (var change in Changes(Slot.In(value, result), isFirst: n == 0))
            {
                yield return change;
            }
        }
    }

    private static List<string> Tags(ObjectType type) => type.Tag is null ? [] : ((EnumType)type.Tag.Type.Type).Values;

    private static IEnumerable<Case> OfWholeData(ObjectType type)
    {
        yield return Case.Refused("data of another kind", new JsonLiteral("1"), "data");
        var first = type.AllMembers.FirstOrDefault(m => !m.MayBeAbsent);
        foreach (var nothing in (Json?[])[null, Json.Null, JsonObject.Empty])
        {
            yield return first is null
                ? Case.ReadAs("no data", nothing, null)
                : Case.Refused("no data", nothing, $"data.{first.Name}");
        }
    }

    private IEnumerable<Case> OfPlaces(ObjectType type)
    {
        for (var n = 0; n < 4; n++)
        {
            var data = _values.Object(type);
            yield return Case.Read("a valid message", data);
            yield return Case.ReadAs("an unknown member", Extended(data), type.IsKeptWhole(data) ? Extended(data) : data);
            foreach (var tag in Tags(type))
            {
                yield return Case.Read($"the branch {tag}", _values.Object(type, tag: tag));
            }

            foreach (var change in Changes(Slot.In(data, type, "data", v => v), isFirst: n == 0))
            {
                yield return change;
            }
        }
    }

    /// <summary>The first message is changed in every place, the others here and there.</summary>
    private IEnumerable<Case> Changes(IEnumerable<Slot> places, bool isFirst)
    {
        var slots = places.ToArray();
        random.Shuffle(slots);
        return slots.Take(isFirst ? MostPlaces : slots.Length / 6).Take(MostPlaces)
            .SelectMany(slot => Presence(slot).Concat(Values(slot)).Concat(WrongKinds(slot)));
    }

    private IEnumerable<Case> Presence(Slot slot)
    {
        // QEMU wants it, but what is read the same way elsewhere may lack it.
        if (isSent && slot.Member is { MayBeAbsent: true, IsOptional: false })
        {
            yield break;
        }

        if (slot.Member is { MayBeAbsent: true })
        {
            var without = slot.With(null);
            yield return Case.Read($"{slot.Path} absent", without);
            if (!slot.Type.HasNull)
            {
                yield return Case.ReadAs($"{slot.Path} null", slot.With(Json.Null), without);
            }
        }
        else if (slot.Member is not null)
        {
            yield return Case.Refused($"{slot.Path} missing", slot.With(null), slot.Path);
        }

        if (slot.Type.HasNull)
        {
            yield return Case.Read($"{slot.Path} null", slot.With(Json.Null));
        }
        else if (slot is { Member: not { MayBeAbsent: true }, Type: { IsArray: true } or { Type: not AlternateType } })
        {
            yield return Case.Refused($"{slot.Path} null", slot.With(Json.Null), slot.Path);
        }
    }

    private IEnumerable<Case> Values(Slot slot)
    {
        switch (slot.Type)
        {
            case { IsArray: true }:
                yield return Case.Read($"{slot.Path} empty", slot.With(new JsonArray([])));
                break;
            case { Type: EnumType type }:
                yield return Case.Read($"{slot.Path} with an unlisted value", slot.With(new JsonText(Unknown)));
                yield return Case.Read($"{slot.Path} with an empty value", slot.With(new JsonText("")));
                foreach (var value in slot.Owner?.Tag == slot.Member && slot.Member is not null ? [] : type.Values)
                {
                    yield return Case.Read($"{slot.Path} with the value {value}", slot.With(new JsonText(value)));
                }

                break;
            case { Type: ObjectType type } when slot.Value is JsonObject value:
                yield return Case.ReadAs(
                    $"{slot.Path} with an unknown member",
                    slot.With(Extended(value)),
                    slot.With(type.IsKeptWhole(value) ? Extended(value) : value));
                foreach (var tag in Tags(type))
                {
                    yield return Case.Read($"{slot.Path} with the branch {tag}", slot.With(_values.Object(type, tag: tag)));
                }

                if (type.Tag is not null)
                {
                    yield return Case.Read(
                        $"{slot.Path} with an unlisted branch and its members",
                        slot.With(Extended(value.With(type.Tag.Name, new JsonText(Unknown)))));
                }

                break;
            case { Type: AlternateType type }:
                foreach (var branch in type.Branches)
                {
                    yield return Case.Read($"{slot.Path} with the branch {branch.Name}", slot.With(_values.Of(branch.Type)));
                }

                break;
            default:
                break;
        }
    }

    private static IEnumerable<Case> WrongKinds(Slot slot) =>
        from wrong in WrongValues.Of(slot.Type)
        where wrong != Json.Null || slot.Member is not { MayBeAbsent: true }
        select slot.Type is { IsArray: false, Type: AlternateType alternate } && alternate.BranchOf(wrong) is null
            ? Case.Read($"{slot.Path} of another kind", slot.With(wrong))
            : Case.Refused($"{slot.Path} of another kind", slot.With(wrong), slot.Path);

    private static JsonObject Extended(JsonObject value) =>
        new([.. value.Members, ("x-of-the-future", new JsonObject([("deep", new JsonArray([Json.Null]))]))]);
}
