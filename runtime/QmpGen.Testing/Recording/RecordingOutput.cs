namespace QmpGen.Testing;

/// <summary>Opens the file of a recording for writing.</summary>
internal static class RecordingOutput
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Opens a device or a pipe, or a new file in the place of one that is there, which others may have opened.</summary>
    public static FileStream Create(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var target = Target(path);
        if (!File.Exists(target))
        {
            return Open(target, FileMode.CreateNew, FileAccess.Write);
        }

        var file = Open(target, FileMode.Open, FileAccess.Write);
        if (!IsFile(target, file))
        {
            return file;
        }

        if (TryDelete(target))
        {
            file.Dispose();
            return Open(target, FileMode.CreateNew, FileAccess.Write);
        }

        file.SetLength(0);
        return file;
    }

    /// <summary>Opens a recording to continue it after its last complete line.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="started">When the recording started; null if the file is new or empty.</param>
    /// <param name="last">The time of its last line.</param>
    /// <exception cref="QmpRecordingException">The file contains something else; it is unchanged.</exception>
    public static FileStream Append(string path, out DateTimeOffset? started, out TimeSpan last)
    {
        (started, last) = (null, TimeSpan.Zero);
        if (!HasContent(path))
        {
            return Create(path);
        }

        var recording = QmpRecording.Open(path);
        started = recording.Started;
        foreach (var line in recording.Lines)
        {
            last = line.At;
        }

        var output = Open(path, FileMode.Open, FileAccess.ReadWrite);
        try
        {
            EndLastLine(output);
            return output;
        }
        catch
        {
            output.Dispose();
            throw;
        }
    }

    private static bool HasContent(string path) => new FileInfo(Target(path)) is { Exists: true, Length: > 0 };

    private static FileStream Open(string path, FileMode mode, FileAccess access)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = FileShare.Read, BufferSize = 0 };
        if (OperatingSystem.IsWindows())
        {
            return new FileStream(path, options);
        }

        if (mode != FileMode.Open)
        {
            options.UnixCreateMode = Owner;
        }

        var file = new FileStream(path, options);
        try
        {
            if (IsFile(Target(path), file))
            {
                File.SetUnixFileMode(file.SafeFileHandle, Owner);
            }
        }
        catch (UnauthorizedAccessException failure)
        {
            file.Dispose();
            throw new IOException("The file belongs to another user, who could read what is recorded. Choose another file.", failure);
        }

        return file;
    }

    private static bool IsFile(string path, FileStream file) => file.CanSeek && !DevicePath.IsDevice(path);

    private static bool TryDelete(string path)
    {
        try
        {
            File.Delete(path);
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // In a folder where the file may be written, but not replaced.
            return false;
        }
    }

    private static string Target(string path)
    {
        var file = new FileInfo(Path.GetFullPath(path));
        return file.LinkTarget is null ? file.FullName : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
    }

    /// <summary>Removes the part of a line that a crash left at the end, which readers skip; a whole line only lacks its end.</summary>
    private static void EndLastLine(FileStream file)
    {
        var start = StartOfLastLine(file);
        var line = new byte[file.Length - start];
        file.Position = start;
        file.ReadExactly(line);
        if (RecordedText.IsJson(line))
        {
            file.Write("\n"u8);
        }
        else
        {
            file.SetLength(start);
            file.Position = start;
        }
    }

    private static long StartOfLastLine(FileStream file)
    {
        var buffer = new byte[64 * 1024];
        for (var end = file.Length; end > 0;)
        {
            var count = (int)Math.Min(end, buffer.Length);
            end -= count;
            file.Position = end;
            file.ReadExactly(buffer, 0, count);
            if (buffer.AsSpan(0, count).LastIndexOf((byte)'\n') is var index and >= 0)
            {
                return end + index + 1;
            }
        }

        return 0;
    }
}
