using System.Text;

namespace QmpWatch.Pages;

/// <summary>Puts a page into a file.</summary>
internal static class PageFile
{
    /// <summary>Insists that a page can be written, before a long session whose page it is to be.</summary>
    /// <param name="path">The page's file.</param>
    /// <exception cref="PageException">The file cannot be written.</exception>
    public static void Prepare(string path) => Draft(path, _ => { });

    /// <summary>
    /// Writes a file beside the wanted one and then takes its place, so that whoever looks at the page meanwhile, or after a
    /// crash, finds a whole one.
    /// </summary>
    /// <param name="path">The page's file; one that is there is replaced.</param>
    /// <param name="write">Writes the page.</param>
    /// <returns>The size of the file in bytes.</returns>
    /// <exception cref="PageException">The file cannot be written.</exception>
    public static long Write(string path, Action<TextWriter> write)
    {
        Draft(path, draft =>
        {
            using (var output = new StreamWriter(draft, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)))
            {
                write(output);
            }

            File.Move(draft, path, overwrite: true);
        });
        return new FileInfo(path).Length;
    }

    /// <summary>Makes a file beside a page and takes it away again, if it is still there.</summary>
    private static void Draft(string path, Action<string> use)
    {
        var draft = $"{path}.{Environment.ProcessId}.part";
        try
        {
            File.Create(draft).Dispose();
            use(draft);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new PageException($"The page '{path}' cannot be written: {failure.Message} Name a file in a folder that is there and yours to write.", failure);
        }
        finally
        {
            if (File.Exists(draft))
            {
                File.Delete(draft);
            }
        }
    }
}
