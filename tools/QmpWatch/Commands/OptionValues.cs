using System.CommandLine.Parsing;
using QmpWatch.Recordings;
using QmpWatch.Watching;

namespace QmpWatch.Commands;

/// <summary>Parses the values of options; a value that is not valid becomes an error that says what was expected.</summary>
internal static class OptionValues
{
    public static double? Speed(ArgumentResult result)
    {
        if (PlayedSession.TryParseSpeed(result.Tokens[0].Value, out var speed))
        {
            return speed;
        }

        result.AddError($"'{result.Tokens[0].Value}' is not a valid speed: expected a number above 0, such as 10 or 0.5, or max.");
        return null;
    }

    public static Target[] Targets(ArgumentResult result)
    {
        var targets = new List<Target>();
        foreach (var token in result.Tokens)
        {
            if (Target.TryParse(token.Value, out var target, out var error))
            {
                targets.Add(target);
            }
            else
            {
                result.AddError(error);
            }
        }

        return [.. targets];
    }

    public static MemberCondition[] Conditions(ArgumentResult result)
    {
        var conditions = new List<MemberCondition>();
        foreach (var token in result.Tokens)
        {
            if (MemberCondition.TryParse(token.Value, out var condition))
            {
                conditions.Add(condition);
            }
            else
            {
                result.AddError(
                    $"'{token.Value}' is not a condition: expected MEMBER=VALUE or MEMBER!=VALUE, such as action=stop or client.host=::1.");
            }
        }

        return [.. conditions];
    }

    public static TimeSpan? Time(ArgumentResult result)
    {
        if (Duration.TryParse(result.Tokens[0].Value, out var duration))
        {
            return duration;
        }

        result.AddError($"'{result.Tokens[0].Value}' is not a valid time: expected a number with ms, s, m or h, such as 30s.");
        return null;
    }
}
