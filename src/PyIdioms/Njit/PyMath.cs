namespace PyIdioms;

/// <summary>Functions of Python's math module that System.Math lacks.</summary>
public static class PyMath
{
    /// <summary>The error function: how much of a normal distribution lies within x times √2 of its standard deviations. NaN for NaN, ±1 for ±∞, ±0 for ±0; nothing is thrown.</summary>
    /// <param name="x">Any number, without a unit.</param>
    /// <returns>From -1 to 1, at most 1 ULP from the exact value.</returns>
    /// <remarks>Python's <c>math.erf</c> (the library reference, math, "Special functions"). Method and coefficients are those of fdlibm's s_erf.c (Sun Microsystems, 1993, freely usable).</remarks>
    public static double Erf(double x)
    {
        if (double.IsNaN(x)) return x;
        var size = Math.Abs(x);
        if (size < 0.84375) return x + x * Ratio(x * x, Small, SmallUnder);
        return Math.CopySign(size < 1.25 ? 0.845062911510467529297 + Ratio(size - 1, Middle, MiddleUnder) : 1 - (size < 6 ? Complement(size) : 0), x);
    }

    /// <inheritdoc cref="Erf(double)"/>
    public static float Erf(float x) => (float)Erf((double)x);

    /// <summary>1 - erf(x) = e^(-x² - 0.5625 + R(1/x²)) / x. The square is split, for its error would be the error of the power.</summary>
    static double Complement(double x)
    {
        var s = 1 / (x * x);
        var ratio = x < 1 / 0.35 ? Ratio(s, Large, LargeUnder) : Ratio(s, Larger, LargerUnder);
        var head = BitConverter.UInt64BitsToDouble(BitConverter.DoubleToUInt64Bits(x) & 0xFFFFFFFF00000000);
        return Math.Exp(-head * head - 0.5625) * Math.Exp((head - x) * (head + x) + ratio) / x;
    }

    static double Ratio(double x, ReadOnlySpan<double> over, ReadOnlySpan<double> under) => Sum(x, over) / Sum(x, under);

    /// <summary>A polynomial, with the coefficient of the lowest power first.</summary>
    static double Sum(double x, ReadOnlySpan<double> coefficients)
    {
        var sum = 0.0;
        for (var i = coefficients.Length - 1; i >= 0; i--) sum = sum * x + coefficients[i];
        return sum;
    }

    static ReadOnlySpan<double> Small => [1.28379167095512558561e-01, -3.25042107247001499370e-01, -2.84817495755985104766e-02, -5.77027029648944159157e-03, -2.37630166566501626084e-05];

    static ReadOnlySpan<double> SmallUnder => [1, 3.97917223959155352819e-01, 6.50222499887672944485e-02, 5.08130628187576562776e-03, 1.32494738004321644526e-04, -3.96022827877536812320e-06];

    static ReadOnlySpan<double> Middle => [-2.36211856075265944077e-03, 4.14856118683748331666e-01, -3.72207876035701323847e-01, 3.18346619901161753674e-01, -1.10894694282396677476e-01, 3.54783043256182359371e-02, -2.16637559486879084300e-03];

    static ReadOnlySpan<double> MiddleUnder => [1, 1.06420880400844228286e-01, 5.40397917702171048937e-01, 7.18286544141962662868e-02, 1.26171219808761642112e-01, 1.36370839120290507362e-02, 1.19844998467991074170e-02];

    static ReadOnlySpan<double> Large =>
        [-9.86494403484714822705e-03, -6.93858572707181764372e-01, -1.05586262253232909814e+01, -6.23753324503260060396e+01, -1.62396669462573470355e+02, -1.84605092906711035994e+02, -8.12874355063065934246e+01, -9.81432934416914548592e+00];

    static ReadOnlySpan<double> LargeUnder =>
        [1, 1.96512716674392571292e+01, 1.37657754143519042600e+02, 4.34565877475229228821e+02, 6.45387271733267880336e+02, 4.29008140027567833386e+02, 1.08635005541779435134e+02, 6.57024977031928170135e+00, -6.04244152148580987438e-02];

    static ReadOnlySpan<double> Larger =>
        [-9.86494292470009928597e-03, -7.99283237680523006574e-01, -1.77579549177547519889e+01, -1.60636384855821916062e+02, -6.37566443368389627722e+02, -1.02509513161107724954e+03, -4.83519191608651397019e+02];

    static ReadOnlySpan<double> LargerUnder =>
        [1, 3.03380607434824582924e+01, 3.25792512996573918826e+02, 1.53672958608443695994e+03, 3.19985821950859553908e+03, 2.55305040643316442583e+03, 4.74528541206955367215e+02, -2.24409524465858183362e+01];
}
