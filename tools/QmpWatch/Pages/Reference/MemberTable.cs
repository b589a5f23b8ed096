namespace QmpWatch.Pages.Reference;

/// <summary>Writes the members of an event as one table; what is inside of a member stands below it, indented.</summary>
/// <param name="html">Takes the table.</param>
/// <param name="texts">Writes paragraphs with their links.</param>
internal sealed class MemberTable(HtmlWriter html, ReferenceTexts texts)
{
    private const int ManyValues = 16;

    // Deeper levels are as far to the right as this one, or narrow screens would have no room for words.
    private const int DeepestIndent = 6;

    /// <summary>Writes the table.</summary>
    /// <param name="members">The members.</param>
    /// <param name="caption">What it is for those who do not see it: "The data of STOP".</param>
    public void Write(ReferenceMembers members, string caption)
    {
        html.Open("table", ("class", "members")).Open("caption", ("class", "unseen")).Text(caption).Close()
            .Open("thead").Open("tr");
        foreach (var heading in new[] { "Member", "Type", "Meaning" })
        {
            html.Element("th", heading, ("scope", "col"));
        }

        html.Close().Close().Open("tbody");
        WriteRows(members, 0);
        html.Close().Close();
    }

    private void WriteRows(ReferenceMembers members, int depth)
    {
        foreach (var member in members.Always)
        {
            WriteRow(member, depth);
            WriteRows(member.Members, depth + 1);
        }

        foreach (var branch in members.Branches)
        {
            html.Open("tr", ("class", $"branch {Indent(depth)}"))
                .Open("th", ("scope", "colgroup"), ("colspan", "3"))
                .Text("if ").Element("bdi", branch.Condition).Text(": ").Element("code", branch.TypeName, ("class", "cs"))
                .Close().Close();
            WriteRows(branch.Members, depth + 1);
        }
    }

    private void WriteRow(ReferenceMember member, int depth)
    {
        html.Open("tr", ("class", Indent(depth)))
            .Open("th", ("scope", "row"))
            .Element("code", member.Name, ("class", "wire")).Element("code", member.PropertyName, ("class", "cs"))
            .Close()
            .Open("td")
            .Element("span", member.Kind, ("class", "kind"));
        if (member.IsOptional)
        {
            html.Text(" ").Element("span", "optional", ("class", "optional"));
        }

        html.Element("code", member.TypeName, ("class", "cs")).Close().Open("td");
        texts.Standing(member.Standing);
        texts.Paragraph(member.Description);
        WriteValues(member.Values);
        html.Close().Close();
    }

    private void WriteValues(IReadOnlyList<ReferenceValue> values)
    {
        if (values.Count == 0)
        {
            return;
        }

        if (values.Count > ManyValues)
        {
            html.Open("details").Open("summary").Text($"{values.Count} values").Close();
        }

        if (values.All(v => v.Description.Length == 0))
        {
            html.Open("ul", ("class", "values"));
            foreach (var value in values)
            {
                html.Open("li").Element("code", value.Text, ("title", value.Name));
                texts.Standing(value.Standing);
                html.Close();
            }
        }
        else
        {
            html.Open("dl", ("class", "values"));
            foreach (var value in values)
            {
                html.Open("dt").Element("code", value.Text, ("title", value.Name)).Close().Open("dd");
                texts.Standing(value.Standing);
                html.Text(value.Description).Close();
            }
        }

        html.Close();
        if (values.Count > ManyValues)
        {
            html.Close();
        }
    }

    private static string Indent(int depth) => $"depth-{Math.Min(depth, DeepestIndent)}";
}
