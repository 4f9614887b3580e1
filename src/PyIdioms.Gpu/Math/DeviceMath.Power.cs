namespace PyIdioms.Gpu;

/// <summary>Powers, and the error function.</summary>
static partial class DeviceMath
{
    public static double Pow(double x, double y)
    {
        if (y == 0 || x == 1) return 1;
        if (double.IsNaN(x) || double.IsNaN(y)) return double.NaN;
        var size = Math.Abs(x);
        var isWhole = Math.Floor(y) == y;
        var isOdd = isWhole && Math.Abs(y) < 9007199254740992 && ((long)y & 1) != 0;
        double power;
        if (Math.Abs(y) == double.PositiveInfinity) power = size == 1 ? 1 : size > 1 == y > 0 ? double.PositiveInfinity : 0;
        else if (size == 0 || size == double.PositiveInfinity) power = size == 0 == y > 0 ? 0 : double.PositiveInfinity;
        else if (x < 0 && !isWhole) return double.NaN;
        else power = Power(size, y);
        return isOdd && BitConverter.DoubleToInt64Bits(x) < 0 ? -power : power;
    }

    /// <summary>e^(y * ln x), with ln x in two doubles: as many of its bits are lost as the power has before its point.</summary>
    static double Power(double x, double y)
    {
        // A power so large is 0, 1 or infinite; its products would be too large to be taken whole.
        if (Math.Abs(y) > 1e20) return x == 1 ? 1 : x > 1 == y > 0 ? double.PositiveInfinity : 0;
        var e = Split(x, out var f);
        // ln((1 + s) / (1 - s)) = 2 s + s³ (2/3 + …), with s and s³ in two doubles.
        var sum = 2 + f;
        var sumTail = f - (sum - 2);
        var s = f / sum;
        var back = Product(s, sum, out var backTail);
        var sTail = (f - back - backTail - s * sumTail) / sum;
        var z = Product(s, s, out var zTail);
        zTail += 2 * s * sTail;
        var cube = Product(z, s, out var cubeTail);
        cubeTail += zTail * s + z * sTail;
        var third = Product(cube, 0.6666666666666666, out var thirdTail);
        thirdTail += cubeTail * 0.6666666666666666 + cube * 3.700743415417188e-17;
        // The Taylor series: s is 0.172 at most, so what is left out is 2^-66 of the sum.
        var series = cube * z * Tail(z);
        var low = e * Ln2Low;
        var lowTail = 2 * sTail + thirdTail + series;
        var log = Sum(e * Ln2High, 2 * s, out var logTail);
        log = Sum(log, third, out var more);
        logTail += more;
        log = Sum(log, low, out more);
        logTail += more + lowTail;
        var near = log + logTail;
        var nearTail = log - near + logTail;

        var product = Product(y, near, out var productTail);
        productTail += y * nearTail;
        if (product > 709.8) return double.PositiveInfinity;
        if (product < -745.2) return 0;
        var n = Whole(product);
        return Scale(1 + Minus1(Rest(product, n) + productTail), (int)n);
    }

    /// <summary>2/5 + 2/7 z + 2/9 z² + …</summary>
    static double Tail(double z) =>
        0.4 + z * (0.2857142857142857 + z * (0.2222222222222222 + z * (0.18181818181818182 + z * (0.15384615384615385 + z * (0.13333333333333333 + z * (0.11764705882352941 + z * (0.10526315789473684 + z * (0.09523809523809523 + z * (0.08695652173913043)))))))));

    /// <summary>A sum and what it lost.</summary>
    static double Sum(double x, double y, out double lost)
    {
        var sum = x + y;
        var yAgain = sum - x;
        lost = x - (sum - yAgain) + (y - yAgain);
        return sum;
    }

    public static double Erf(double x)
    {
        if (double.IsNaN(x)) return x;
        var size = Math.Abs(x);
        if (size < 0.84375)
        {
            var z = x * x;
            var over = 1.28379167095512558561e-01 + z * (-3.25042107247001499370e-01 + z * (-2.84817495755985104766e-02 + z * (-5.77027029648944159157e-03 + z * -2.37630166566501626084e-05)));
            var under = 1 + z * (3.97917223959155352819e-01 + z * (6.50222499887672944485e-02 + z * (5.08130628187576562776e-03 + z * (1.32494738004321644526e-04 + z * -3.96022827877536812320e-06))));
            return x + x * (over / under);
        }
        if (size < 1.25)
        {
            var s = size - 1;
            var over = -2.36211856075265944077e-03 + s * (4.14856118683748331666e-01 + s * (-3.72207876035701323847e-01 + s * (3.18346619901161753674e-01
                + s * (-1.10894694282396677476e-01 + s * (3.54783043256182359371e-02 + s * -2.16637559486879084300e-03)))));
            var under = 1 + s * (1.06420880400844228286e-01 + s * (5.40397917702171048937e-01 + s * (7.18286544141962662868e-02 + s * (1.26171219808761642112e-01
                + s * (1.36370839120290507362e-02 + s * 1.19844998467991074170e-02)))));
            return Math.CopySign(0.845062911510467529297 + over / under, x);
        }
        return Math.CopySign(1 - (size < 6 ? Complement(size) : 0), x);
    }

    static double Complement(double x)
    {
        var s = 1 / (x * x);
        double over, under;
        if (x < 1 / 0.35)
        {
            over = -9.86494403484714822705e-03 + s * (-6.93858572707181764372e-01 + s * (-1.05586262253232909814e+01 + s * (-6.23753324503260060396e+01
                + s * (-1.62396669462573470355e+02 + s * (-1.84605092906711035994e+02 + s * (-8.12874355063065934246e+01 + s * -9.81432934416914548592e+00))))));
            under = 1 + s * (1.96512716674392571292e+01 + s * (1.37657754143519042600e+02 + s * (4.34565877475229228821e+02 + s * (6.45387271733267880336e+02
                + s * (4.29008140027567833386e+02 + s * (1.08635005541779435134e+02 + s * (6.57024977031928170135e+00 + s * -6.04244152148580987438e-02)))))));
        }
        else
        {
            over = -9.86494292470009928597e-03 + s * (-7.99283237680523006574e-01 + s * (-1.77579549177547519889e+01 + s * (-1.60636384855821916062e+02
                + s * (-6.37566443368389627722e+02 + s * (-1.02509513161107724954e+03 + s * -4.83519191608651397019e+02)))));
            under = 1 + s * (3.03380607434824582924e+01 + s * (3.25792512996573918826e+02 + s * (1.53672958608443695994e+03 + s * (3.19985821950859553908e+03
                + s * (2.55305040643316442583e+03 + s * (4.74528541206955367215e+02 + s * -2.24409524465858183362e+01))))));
        }
        // The square is split, for its error would be the error of the power.
        var head = BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(x) & unchecked((long)0xFFFFFFFF00000000));
        return Exp(-head * head - 0.5625) * Exp((head - x) * (head + x) + over / under) / x;
    }
}
