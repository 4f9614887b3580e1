namespace PyIdioms.Gpu;

/// <summary>Functions that System.Math checks or unrolls so that ILGPU cannot read them; and those of floats, which are rounded from those of doubles.</summary>
static partial class DeviceMath
{
    /// <summary>2^52: above it all doubles are whole.</summary>
    const double AllWhole = 4503599627370496;

    public static double Truncate(double x) => Math.CopySign(Math.Floor(Math.Abs(x)), x);

    public static double Round(double x)
    {
        var size = Math.Abs(x);
        return size < AllWhole ? Math.CopySign(size + AllWhole - AllWhole, x) : x;
    }

    public static int Sign(double x) => x > 0 ? 1 : x < 0 ? -1 : 0;

    public static int Sign(float x) => x > 0 ? 1 : x < 0 ? -1 : 0;

    public static double Clamp(double value, double min, double max) => value < min ? min : value > max ? max : value;

    public static float Clamp(float value, float min, float max) => value < min ? min : value > max ? max : value;

    public static int Clamp(int value, int min, int max) => value < min ? min : value > max ? max : value;

    public static uint Clamp(uint value, uint min, uint max) => value < min ? min : value > max ? max : value;

    public static long Clamp(long value, long min, long max) => value < min ? min : value > max ? max : value;

    public static ulong Clamp(ulong value, ulong min, ulong max) => value < min ? min : value > max ? max : value;

    public static short Clamp(short value, short min, short max) => value < min ? min : value > max ? max : value;

    public static byte Clamp(byte value, byte min, byte max) => value < min ? min : value > max ? max : value;

    public static float Truncate(float x) => (float)Truncate((double)x);

    public static float Round(float x) => (float)Round((double)x);

    public static float Exp(float x) => (float)Exp((double)x);

    public static float Log(float x) => (float)Log((double)x);

    public static float Log2(float x) => (float)Log2((double)x);

    public static float Log10(float x) => (float)Log10((double)x);

    public static float Pow(float x, float y) => (float)Pow((double)x, y);

    public static float Sin(float x) => (float)Sin((double)x);

    public static float Cos(float x) => (float)Cos((double)x);

    public static float Tan(float x) => (float)Tan((double)x);

    public static float Asin(float x) => (float)Asin((double)x);

    public static float Acos(float x) => (float)Acos((double)x);

    public static float Atan(float x) => (float)Atan((double)x);

    public static float Atan2(float y, float x) => (float)Atan2((double)y, x);

    public static float Sinh(float x) => (float)Sinh((double)x);

    public static float Cosh(float x) => (float)Cosh((double)x);

    public static float Tanh(float x) => (float)Tanh((double)x);

    public static float Cbrt(float x) => (float)Cbrt((double)x);

    public static float Erf(float x) => (float)Erf((double)x);
}
