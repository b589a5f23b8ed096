using System.Text;
using QmpGen.Testing;

namespace QmpWatch.Pages;

/// <summary>Puts a page, or whatever else the program writes whole, into a file.</summary>
internal static class PageFile
{
    /// <summary>Insists that a page can be written, before a long session whose page it is to be.</summary>
    /// <param name="path">The page's file.</param>
    /// <exception cref="PageException">The file cannot be written.</exception>
    public static void Prepare(string path) => Draft(path, "page", write: null);

    /// <summary>
    /// Writes a file beside the wanted one and then takes its place, so that whoever looks at the page meanwhile, or after a
    /// crash, finds a whole one.
    /// </summary>
    /// <param name="path">The page's file; one that is there is replaced.</param>
    /// <param name="write">Writes the page.</param>
    /// <param name="what">What the file is, for messages.</param>
    /// <returns>The size of the file in bytes.</returns>
    /// <exception cref="PageException">The file cannot be written.</exception>
    public static long Write(string path, Action<TextWriter> write, string what = "page")
    {
        var size = 0L;
        Draft(path, what, file =>
        {
            using var output = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
            write(output);
            output.Flush();
            size = file.Length;
        });
        return size;
    }

    /// <summary>Makes a file beside a page, which takes the page's place once it is written, and goes if it is not.</summary>
    /// <param name="path">The page's file.</param>
    /// <param name="what">What the file is, for messages.</param>
    /// <param name="write">Writes the file; null to see that it could be.</param>
    private static void Draft(string path, string what, Action<FileStream>? write)
    {
        var draft = string.Empty;
        try
        {
            // Who keeps a link to the newest page wants to go on having one.
            var target = DevicePath.IsDevice(path) ? path : LinkedPath.Target(path);
            if (Directory.Exists(target))
            {
                throw new IOException("it is a folder.");
            }

            if (DevicePath.IsDevice(target))
            {
                using var device = new FileStream(target, FileMode.Open, FileAccess.Write);
                write?.Invoke(device);
                return;
            }

            // Others may write to the folder: the name cannot be foreseen, and what has it already, such as a link, is not followed.
            var folder = Path.GetDirectoryName(target)!;
            if (!Directory.Exists(folder))
            {
                throw new IOException($"the folder '{folder}' does not exist.");
            }

            draft = Path.Combine(folder, $".{Guid.NewGuid():N}.part");
            using (var file = new FileStream(draft, FileMode.CreateNew, FileAccess.Write))
            {
                write?.Invoke(file);
            }

            if (write is not null)
            {
                File.Move(draft, target, overwrite: true);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new PageException(
                $"The {what} '{path}' cannot be written: {failure.Message} "
                    + "Choose a file in a folder that exists and that you may write to.",
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
}
