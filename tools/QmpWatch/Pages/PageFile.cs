using System.Text;

namespace QmpWatch.Pages;

/// <summary>Puts a page into a file.</summary>
internal static class PageFile
{
    /// <summary>Insists that a page can be written, before a long session whose page it is to be.</summary>
    /// <param name="path">The page's file.</param>
    /// <exception cref="PageException">The file cannot be written.</exception>
    public static void Prepare(string path) => Draft(path, (_, _) => { });

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
        var size = 0L;
        Draft(path, (draft, target) =>
        {
            using (var output = new StreamWriter(draft, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)))
            {
                write(output);
            }

            size = new FileInfo(draft).Length;
            if (draft != target)
            {
                File.Move(draft, target, overwrite: true);
            }
        });
        return size;
    }

    /// <summary>Makes a file beside a page and takes it away again, if it is still there.</summary>
    /// <param name="path">The page's file.</param>
    /// <param name="use">Is given the draft and the file whose place it is to take.</param>
    private static void Draft(string path, Action<string, string> use)
    {
        var draft = string.Empty;
        try
        {
            // Who keeps a link to the newest page wants to go on having one.
            var target = IsDevice(path) ? path : LinkedPath.Target(path);
            if (Directory.Exists(target))
            {
                throw new IOException("it is a folder.");
            }

            if (IsDevice(target))
            {
                use(target, target);
                return;
            }

            draft = $"{target}.{Environment.ProcessId}.part";
            File.Create(draft).Dispose();
            use(draft, target);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new PageException(
                $"The page '{path}' cannot be written: {failure.Message} Choose a file in a folder that exists and that you may write to.",
                failure);
        }
        finally
        {
            if (File.Exists(draft))
            {
                File.Delete(draft);
            }
        }
    }

    /// <summary>
    /// Whether a path is that of a device, whose place nothing may take; what is in the shared memory is a file like any other.
    /// </summary>
    private static bool IsDevice(string path) =>
        path.StartsWith("/dev/", StringComparison.Ordinal) && !path.StartsWith("/dev/shm/", StringComparison.Ordinal);
}
