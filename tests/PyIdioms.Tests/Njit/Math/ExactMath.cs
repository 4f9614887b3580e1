using System.Numerics;

namespace PyIdioms.Tests.Njit;

/// <summary>Functions with at least 190 right bits, by series of whole numbers: what vectors are held against.</summary>
static class ExactMath
{
    const int Bits = 256;

    static readonly Dictionary<int, BigInteger> Ln2s = [];
    static readonly Dictionary<int, BigInteger> Pis = [];

    public static ExactNumber Exp(double x) => x is > 1100 or < -1100 ? Power(new(x > 0 ? 1100 : -1100, 0)) : Power(ExactNumber.Of(x));

    public static ExactNumber Log(double x)
    {
        var point = Bits + 64;
        var number = ExactNumber.Of(x);
        var length = (int)number.Digits.GetBitLength();
        var exponent = length - number.Point;
        var mantissa = new ExactNumber(number.Digits, length).At(point);
        if (mantissa < BigInteger.One * 3 << (point - 2))
        {
            mantissa <<= 1;
            exponent--;
        }
        var one = BigInteger.One << point;
        return new(2 * InverseTangent(((mantissa - one) << point) / (mantissa + one), point, 1) + exponent * Ln2(point), point);
    }

    public static ExactNumber Sin(double x) => Circle(x, 0);

    public static ExactNumber Cos(double x) => Circle(x, 1);

    public static ExactNumber Tan(double x)
    {
        var (sine, cosine) = (Circle(x, 0), Circle(x, 1));
        return new((sine.Digits << (sine.Point + 1)) / cosine.Digits, sine.Point + 1);
    }

    public static ExactNumber Tanh(double x)
    {
        if (Math.Abs(x) > 100) return new(Math.Sign(x), 0);
        var point = PointFor(x) + 400;
        var power = Power(new(2 * ExactNumber.Of(x).At(point), point)).At(point);
        var one = BigInteger.One << point;
        return new(((power - one) << point) / (power + one), point);
    }

    /// <summary>erf x = 2 / √π * e^(-x²) * Σ 2^k x^(2k+1) / (2k+1)!!, all of whose terms are positive.</summary>
    public static ExactNumber Erf(double x)
    {
        if (Math.Abs(x) > 12) return new(Math.Sign(x), 0);
        var point = PointFor(x) + 256;
        var number = ExactNumber.Of(x).At(point);
        var square = number * number >> point;
        var (term, sum) = (number, number);
        for (var k = 1; !term.IsZero && term != -1; k++)
        {
            term = (term * square >> (point - 1)) / (2 * k + 1);
            sum += term;
        }
        var root = Root(Pi(point) << point);
        return new((sum * Power(new(-square, point)).At(point) << 1) / root, point);
    }

    public static ExactNumber Pow(double x, double y)
    {
        var log = Log(Math.Abs(x));
        var factor = ExactNumber.Of(y);
        var product = new ExactNumber(log.Digits * factor.Digits, log.Point + factor.Point);
        var whole = product.At(0);
        if (BigInteger.Abs(whole) > 1100) product = new(whole.Sign * 1100, 0);
        var power = Power(product);
        return x < 0 && Math.IEEERemainder(y, 2) is not 0 ? new(-power.Digits, power.Point) : power;
    }

    static int PointFor(double x) => Bits + (x == 0 ? 0 : Math.Abs(Math.ILogB(x)));

    /// <summary>e^x by halving what is left of x by multiples of ln 2 until few terms are enough.</summary>
    static ExactNumber Power(ExactNumber x)
    {
        const int Halvings = 12;
        var point = Math.Max(Bits, Math.Min(x.Point, 1600)) + 64;
        var number = x.At(point);
        var n = (int)BigInteger.Divide(number, Ln2(point));
        var rest = (number - n * Ln2(point)) >> Halvings;
        var (term, sum) = (BigInteger.One << point, BigInteger.One << point);
        for (var k = 1; !term.IsZero && term != -1; k++)
        {
            term = (term * rest >> point) / k;
            sum += term;
        }
        for (var i = 0; i < Halvings; i++) sum = sum * sum >> point;
        return new(sum, point - n);
    }

    static ExactNumber Circle(double x, int quarters)
    {
        var point = PointFor(x) + 64;
        var number = ExactNumber.Of(x).At(point);
        var quarter = Pi(point) >> 1;
        var turns = BigInteger.Divide(2 * number + (number.Sign < 0 ? -quarter : quarter), 2 * quarter);
        var rest = number - (turns * Pi(2 * point) >> (point + 1));
        var kind = (int)(((turns + quarters) % 4 + 4) % 4);
        var square = rest * rest >> point;
        var term = kind % 2 == 0 ? rest : BigInteger.One << point;
        var sum = term;
        for (var k = kind % 2 == 0 ? 3 : 2; !term.IsZero && term != -1; k += 2)
        {
            term = -(term * square >> point) / (k * (k - 1));
            sum += term;
        }
        return new(kind < 2 ? sum : -sum, point);
    }

    /// <summary>Σ ±x^(2k+1) / (2k+1): the hyperbolic one with a sign of 1, the circular one with -1.</summary>
    static BigInteger InverseTangent(BigInteger x, int point, int sign)
    {
        var square = sign * (x * x >> point);
        var (power, sum) = (x, x);
        for (var k = 3; !power.IsZero && power != -1; k += 2)
        {
            power = power * square >> point;
            sum += power / k;
        }
        return sum;
    }

    static BigInteger Ln2(int point) => Cached(Ln2s, point, static p => 2 * InverseTangent((BigInteger.One << p) / 3, p, 1));

    /// <summary>Machin's 16 arctan(1/5) - 4 arctan(1/239).</summary>
    static BigInteger Pi(int point) => Cached(Pis, point, static p => 16 * InverseTangent((BigInteger.One << p) / 5, p, -1) - 4 * InverseTangent((BigInteger.One << p) / 239, p, -1));

    static BigInteger Cached(Dictionary<int, BigInteger> cache, int point, Func<int, BigInteger> compute)
    {
        lock (cache)
        {
            if (!cache.TryGetValue(point, out var digits)) cache[point] = digits = compute(point + 32) >> 32;
            return digits;
        }
    }

    static BigInteger Root(BigInteger square)
    {
        var root = BigInteger.One << (int)(square.GetBitLength() / 2 + 1);
        while (true)
        {
            var next = (root + square / root) >> 1;
            if (next >= root) return root;
            root = next;
        }
    }
}
