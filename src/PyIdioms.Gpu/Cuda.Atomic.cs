namespace PyIdioms;

public static partial class Cuda
{
    /// <summary>Steps that no other thread of the grid can come between. Each says what was there before.</summary>
    public static class Atomic
    {
        /// <summary>Adds a number to what all threads see, as one step.</summary>
        /// <param name="target">An element of an array, or of memory of the block.</param>
        /// <param name="value">What to add.</param>
        /// <returns>What was there before.</returns>
        public static int Add(ref int target, int value) => ILGPU.Atomic.Add(ref target, value);

        /// <inheritdoc cref="Add(ref int, int)"/>
        public static uint Add(ref uint target, uint value) => ILGPU.Atomic.Add(ref target, value);

        /// <inheritdoc cref="Add(ref int, int)"/>
        public static long Add(ref long target, long value) => ILGPU.Atomic.Add(ref target, value);

        /// <inheritdoc cref="Add(ref int, int)"/>
        public static ulong Add(ref ulong target, ulong value) => ILGPU.Atomic.Add(ref target, value);

        /// <inheritdoc cref="Add(ref int, int)"/>
        public static float Add(ref float target, float value) => ILGPU.Atomic.Add(ref target, value);

        /// <inheritdoc cref="Add(ref int, int)"/>
        public static double Add(ref double target, double value) => ILGPU.Atomic.Add(ref target, value);

        /// <summary>Keeps the greater one of two numbers, as one step.</summary>
        /// <param name="target">An element of an array, or of memory of the block.</param>
        /// <param name="value">The other number.</param>
        /// <returns>What was there before.</returns>
        public static int Max(ref int target, int value) => ILGPU.Atomic.Max(ref target, value);

        /// <inheritdoc cref="Max(ref int, int)"/>
        public static uint Max(ref uint target, uint value) => ILGPU.Atomic.Max(ref target, value);

        /// <inheritdoc cref="Max(ref int, int)"/>
        public static long Max(ref long target, long value) => ILGPU.Atomic.Max(ref target, value);

        /// <inheritdoc cref="Max(ref int, int)"/>
        public static ulong Max(ref ulong target, ulong value) => ILGPU.Atomic.Max(ref target, value);

        /// <inheritdoc cref="Max(ref int, int)"/>
        public static float Max(ref float target, float value) => ILGPU.Atomic.Max(ref target, value);

        /// <inheritdoc cref="Max(ref int, int)"/>
        public static double Max(ref double target, double value) => ILGPU.Atomic.Max(ref target, value);

        /// <summary>Keeps the lesser one of two numbers, as one step.</summary>
        /// <param name="target">An element of an array, or of memory of the block.</param>
        /// <param name="value">The other number.</param>
        /// <returns>What was there before.</returns>
        public static int Min(ref int target, int value) => ILGPU.Atomic.Min(ref target, value);

        /// <inheritdoc cref="Min(ref int, int)"/>
        public static uint Min(ref uint target, uint value) => ILGPU.Atomic.Min(ref target, value);

        /// <inheritdoc cref="Min(ref int, int)"/>
        public static long Min(ref long target, long value) => ILGPU.Atomic.Min(ref target, value);

        /// <inheritdoc cref="Min(ref int, int)"/>
        public static ulong Min(ref ulong target, ulong value) => ILGPU.Atomic.Min(ref target, value);

        /// <inheritdoc cref="Min(ref int, int)"/>
        public static float Min(ref float target, float value) => ILGPU.Atomic.Min(ref target, value);

        /// <inheritdoc cref="Min(ref int, int)"/>
        public static double Min(ref double target, double value) => ILGPU.Atomic.Min(ref target, value);

        /// <summary>Keeps the bits that both numbers have, as one step.</summary>
        /// <param name="target">An element of an array, or of memory of the block.</param>
        /// <param name="value">The other number.</param>
        /// <returns>What was there before.</returns>
        public static int And(ref int target, int value) => ILGPU.Atomic.And(ref target, value);

        /// <inheritdoc cref="And(ref int, int)"/>
        public static uint And(ref uint target, uint value) => ILGPU.Atomic.And(ref target, value);

        /// <inheritdoc cref="And(ref int, int)"/>
        public static long And(ref long target, long value) => ILGPU.Atomic.And(ref target, value);

        /// <inheritdoc cref="And(ref int, int)"/>
        public static ulong And(ref ulong target, ulong value) => ILGPU.Atomic.And(ref target, value);

        /// <summary>Keeps the bits that either number has, as one step.</summary>
        /// <param name="target">An element of an array, or of memory of the block.</param>
        /// <param name="value">The other number.</param>
        /// <returns>What was there before.</returns>
        public static int Or(ref int target, int value) => ILGPU.Atomic.Or(ref target, value);

        /// <inheritdoc cref="Or(ref int, int)"/>
        public static uint Or(ref uint target, uint value) => ILGPU.Atomic.Or(ref target, value);

        /// <inheritdoc cref="Or(ref int, int)"/>
        public static long Or(ref long target, long value) => ILGPU.Atomic.Or(ref target, value);

        /// <inheritdoc cref="Or(ref int, int)"/>
        public static ulong Or(ref ulong target, ulong value) => ILGPU.Atomic.Or(ref target, value);

        /// <summary>Keeps the bits that one number has, as one step.</summary>
        /// <param name="target">An element of an array, or of memory of the block.</param>
        /// <param name="value">The other number.</param>
        /// <returns>What was there before.</returns>
        public static int Xor(ref int target, int value) => ILGPU.Atomic.Xor(ref target, value);

        /// <inheritdoc cref="Xor(ref int, int)"/>
        public static uint Xor(ref uint target, uint value) => ILGPU.Atomic.Xor(ref target, value);

        /// <inheritdoc cref="Xor(ref int, int)"/>
        public static long Xor(ref long target, long value) => ILGPU.Atomic.Xor(ref target, value);

        /// <inheritdoc cref="Xor(ref int, int)"/>
        public static ulong Xor(ref ulong target, ulong value) => ILGPU.Atomic.Xor(ref target, value);

        /// <summary>Stores a number, as one step with reading what was there.</summary>
        /// <param name="target">An element of an array, or of memory of the block.</param>
        /// <param name="value">What to store.</param>
        /// <returns>What was there before.</returns>
        public static int Exchange(ref int target, int value) => ILGPU.Atomic.Exchange(ref target, value);

        /// <inheritdoc cref="Exchange(ref int, int)"/>
        public static uint Exchange(ref uint target, uint value) => ILGPU.Atomic.Exchange(ref target, value);

        /// <inheritdoc cref="Exchange(ref int, int)"/>
        public static long Exchange(ref long target, long value) => ILGPU.Atomic.Exchange(ref target, value);

        /// <inheritdoc cref="Exchange(ref int, int)"/>
        public static ulong Exchange(ref ulong target, ulong value) => ILGPU.Atomic.Exchange(ref target, value);

        /// <inheritdoc cref="Exchange(ref int, int)"/>
        public static float Exchange(ref float target, float value) => ILGPU.Atomic.Exchange(ref target, value);

        /// <inheritdoc cref="Exchange(ref int, int)"/>
        public static double Exchange(ref double target, double value) => ILGPU.Atomic.Exchange(ref target, value);

        /// <summary>Stores a number where a certain one was, as one step.</summary>
        /// <param name="target">An element of an array, or of memory of the block.</param>
        /// <param name="compare">What has to be there.</param>
        /// <param name="value">What to store.</param>
        /// <returns>What was there before.</returns>
        public static int CompareExchange(ref int target, int compare, int value) => ILGPU.Atomic.CompareExchange(ref target, compare, value);

        /// <inheritdoc cref="CompareExchange(ref int, int, int)"/>
        public static uint CompareExchange(ref uint target, uint compare, uint value) => ILGPU.Atomic.CompareExchange(ref target, compare, value);

        /// <inheritdoc cref="CompareExchange(ref int, int, int)"/>
        public static long CompareExchange(ref long target, long compare, long value) => ILGPU.Atomic.CompareExchange(ref target, compare, value);

        /// <inheritdoc cref="CompareExchange(ref int, int, int)"/>
        public static ulong CompareExchange(ref ulong target, ulong compare, ulong value) => ILGPU.Atomic.CompareExchange(ref target, compare, value);

        /// <inheritdoc cref="CompareExchange(ref int, int, int)"/>
        public static float CompareExchange(ref float target, float compare, float value) => ILGPU.Atomic.CompareExchange(ref target, compare, value);

        /// <inheritdoc cref="CompareExchange(ref int, int, int)"/>
        public static double CompareExchange(ref double target, double compare, double value) => ILGPU.Atomic.CompareExchange(ref target, compare, value);
    }
}
