using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace QmpGen.Serialization;

/// <summary>Reads whole numbers as QEMU prints them, eight digits in one step.</summary>
internal static class LayoutNumber
{
    private const int StepLength = sizeof(ulong);
    private const ulong EveryByte = 0x0101010101010101;
    private const ulong Zeros = EveryByte * '0';
    private const ulong HighBits = 0x80 * EveryByte;

    private static ReadOnlySpan<long> PowersOfTen => [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];

    /// <summary>Reads a whole number of less than 16 digits.</summary>
    /// <param name="message">The message.</param>
    /// <param name="start">Where the number starts.</param>
    /// <param name="value">The number.</param>
    /// <returns>The offset after the last digit; negative if there is no such number.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Read(ReadOnlySpan<byte> message, int start, out long value)
    {
        // Most numbers have neither a sign nor eight digits.
        var count = ReadStep(message, start, out value);
        return count is > 0 and < StepLength && (count == 1 || message[start] != '0')
            ? start + count
            : ReadAny(message, start, out value);
    }

    /// <summary>Reads ten digits.</summary>
    /// <param name="text">Starts with ten bytes that are known to be digits.</param>
    /// <returns>The number.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long ReadTen(ReadOnlySpan<byte> text)
    {
        var first = BinaryPrimitives.ReadUInt64LittleEndian(text) ^ Zeros;
        var last = BinaryPrimitives.ReadUInt64LittleEndian(text[2..]) ^ Zeros;
        return (Combine(first) * 100) + Combine(last >> 48 << 48);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int ReadAny(ReadOnlySpan<byte> message, int start, out long value)
    {
        value = 0;
        var isNegative = start < message.Length && message[start] == '-';
        var at = isNegative ? start + 1 : start;
        var count = ReadStep(message, at, out var high);
        if (count == 0 || (count > 1 && message[at] == '0'))
        {
            return -1;
        }

        value = high;
        at += count;
        if (count == StepLength)
        {
            count = ReadStep(message, at, out var low);
            if (count == StepLength)
            {
                return -1;
            }

            value = (high * PowersOfTen[count]) + low;
            at += count;
        }

        value = isNegative ? -value : value;
        return at;
    }

    /// <summary>Reads up to eight digits.</summary>
    /// <returns>How many there are.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int ReadStep(ReadOnlySpan<byte> message, int at, out long value)
    {
        value = 0;
        if (at >= message.Length || message.Length < StepLength)
        {
            return 0;
        }

        // At the end of a message the last eight bytes are taken, and those before the place shifted away: a zero byte is no digit.
        var start = Math.Min(at, message.Length - StepLength);
        var digits = (BinaryPrimitives.ReadUInt64LittleEndian(message[start..]) >> (8 * (at - start))) ^ Zeros;
        var count = BitOperations.TrailingZeroCount(NotDigits(digits)) >> 3;
        if (count > 0)
        {
            value = Combine(digits << (8 * (StepLength - count)));
        }

        return count;
    }

    /// <summary>
    /// A bit in each byte that is not below ten, exact up to the first of them: with 0x76 added, the highest bit of a digit
    /// stays clear.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong NotDigits(ulong bytes) => ((bytes + (EveryByte * 0x76)) | bytes) & HighBits;

    /// <summary>Combines eight digits, the first in the lowest byte: neighbours to pairs, pairs to fours, fours to all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Combine(ulong digits)
    {
        var pairs = ((digits * 10) + (digits >> 8)) & 0x00FF00FF00FF00FF;
        var fours = ((pairs * 100) + (pairs >> 16)) & 0x0000FFFF0000FFFF;
        return (long)(uint)((fours * 10_000) + (fours >> 32));
    }
}
