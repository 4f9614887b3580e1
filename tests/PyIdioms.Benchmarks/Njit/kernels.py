"""Numba's side of the benchmark: compiles the kernels to C functions and writes their addresses where the caller asked."""
import ctypes
from math import erf, exp, log, sin, sqrt, tanh
from numba import cfunc, carray, uint64

D, I, L, F, V = "float64", "int32", "int64", "float32", "void"


def p(t):
    return f"CPointer({t})"


KERNELS = {}


def kernel(result, *arguments):
    def add(function):
        KERNELS[function.__name__] = (f"{result}({', '.join(arguments)})", function)
        return function
    return add


@kernel(D, p(D), L)
def Sum(pa, n):
    a = carray(pa, (n,)); s = 0.0
    for i in range(n): s += a[i]
    return s


@kernel(L, p(I), L)
def SumInts(pa, n):
    a = carray(pa, (n,)); s = 0
    for i in range(n): s += a[i]
    return s


@kernel(D, p(D), L)
def Max(pa, n):
    a = carray(pa, (n,)); m = a[0]
    for i in range(n):
        if a[i] > m: m = a[i]
    return m


@kernel(L, p(D), L)
def ArgMax(pa, n):
    a = carray(pa, (n,)); m = a[0]; at = 0
    for i in range(1, n):
        if a[i] > m:
            m = a[i]; at = i
    return at


@kernel(D, p(D), L)
def Variance(pa, n):
    a = carray(pa, (n,)); s = 0.0; q = 0.0
    for i in range(n): s += a[i]
    mean = s / n
    for i in range(n):
        d = a[i] - mean; q += d * d
    return q / n


@kernel(V, p(D), p(D), L)
def Normalize(pa, po, n):
    a = carray(pa, (n,)); o = carray(po, (n,)); lo = a[0]; hi = a[0]
    for i in range(n):
        lo = min(lo, a[i]); hi = max(hi, a[i])
    d = hi - lo
    for i in range(n): o[i] = (a[i] - lo) / d


@kernel(L, L)
def SumSquares(n):
    s = 0
    for i in range(n): s += i * i
    return s


@kernel(D, p(D), p(D), L)
def Dot(pa, pb, n):
    a = carray(pa, (n,)); b = carray(pb, (n,)); s = 0.0
    for i in range(n): s += a[i] * b[i]
    return s


@kernel(F, p(F), p(F), L)
def DotFloat(pa, pb, n):
    a = carray(pa, (n,)); b = carray(pb, (n,)); s = a[0] - a[0]
    for i in range(n): s += a[i] * b[i]
    return s


@kernel(V, D, p(D), p(D), L)
def Axpy(k, px, py, n):
    x = carray(px, (n,)); y = carray(py, (n,))
    for i in range(n): y[i] = k * x[i] + y[i]


@kernel(V, F, p(F), p(F), L)
def AxpyFloat(k, px, py, n):
    x = carray(px, (n,)); y = carray(py, (n,))
    for i in range(n): y[i] = k * x[i] + y[i]


@kernel(V, p(D), p(D), L)
def Sqrt(pa, po, n):
    a = carray(pa, (n,)); o = carray(po, (n,))
    for i in range(n): o[i] = sqrt(a[i])


@kernel(V, p(D), p(D), L)
def Polynomial(pa, po, n):
    a = carray(pa, (n,)); o = carray(po, (n,))
    for i in range(n):
        x = a[i]; o[i] = 1 + x * (0.5 + x * (0.25 + x * (0.125 + x * (0.0625 + x * 0.03125))))


@kernel(V, p(D), p(D), L)
def Select(pa, po, n):
    a = carray(pa, (n,)); o = carray(po, (n,))
    for i in range(n): o[i] = a[i] if a[i] >= 60 else 0.0


@kernel(L, p(D), L)
def CountIf(pa, n):
    a = carray(pa, (n,)); c = 0
    for i in range(n):
        if a[i] >= 60: c += 1
    return c


@kernel(V, p(D), p(D), L)
def Clip(pa, po, n):
    a = carray(pa, (n,)); o = carray(po, (n,))
    for i in range(n): o[i] = min(max(a[i], 20.0), 80.0)


@kernel(L, p(D), p(I), L)
def Where(pa, po, n):
    a = carray(pa, (n,)); o = carray(po, (n,)); j = 0
    for i in range(n):
        if a[i] >= 60:
            o[j] = i; j += 1
    return j


@kernel(V, p(I), L, L, L)
def Mandelbrot(po, w, h, most):
    o = carray(po, (h, w))
    for y in range(h):
        for x in range(w):
            cr = -2.0 + 3.0 * x / w; ci = -1.5 + 3.0 * y / h; zr = 0.0; zi = 0.0; k = 0
            while k < most and zr * zr + zi * zi <= 4.0:
                t = zr * zr - zi * zi + cr; zi = 2 * zr * zi + ci; zr = t; k += 1
            o[y, x] = k


@kernel(V, p(D), p(D), L)
def Distances(pp, po, n):
    q = carray(pp, (n, 3)); o = carray(po, (n, n))
    for i in range(n):
        for j in range(n):
            s = 0.0
            for d in range(3):
                t = q[i, d] - q[j, d]; s += t * t
            o[i, j] = sqrt(s)


@kernel(V, p(D), p(D), p(D), p(D), p(D), p(D), p(D), L)
def Bodies(px, py, pz, pm, pax, pay, paz, n):
    x = carray(px, (n,)); y = carray(py, (n,)); z = carray(pz, (n,)); m = carray(pm, (n,)); ax = carray(pax, (n,)); ay = carray(pay, (n,)); az = carray(paz, (n,))
    for i in range(n):
        sx = 0.0; sy = 0.0; sz = 0.0
        for j in range(n):
            dx = x[j] - x[i]; dy = y[j] - y[i]; dz = z[j] - z[i]; r2 = dx * dx + dy * dy + dz * dz + 1e-9
            f = m[j] / (r2 * sqrt(r2)); sx += dx * f; sy += dy * f; sz += dz * f
        ax[i] = sx; ay[i] = sy; az[i] = sz


@kernel(V, p(D), p(D), p(D), L)
def MatMul(pa, pb, pc, n):
    a = carray(pa, (n, n)); b = carray(pb, (n, n)); c = carray(pc, (n, n))
    for i in range(n):
        for j in range(n):
            s = 0.0
            for k in range(n): s += a[i, k] * b[k, j]
            c[i, j] = s


@kernel(V, p(D), p(D), L, L)
def MovingAverage(pa, po, n, w):
    a = carray(pa, (n,)); o = carray(po, (n,))
    for i in range(n - w + 1):
        s = 0.0
        for j in range(w): s += a[i + j]
        o[i] = s / w


@kernel(V, p(D), p(D), L)
def PrefixSum(pa, po, n):
    a = carray(pa, (n,)); o = carray(po, (n,)); s = 0.0
    for i in range(n):
        s += a[i]; o[i] = s


@kernel(V, p(D), L, D, D, p(I), L)
def Histogram(pa, n, low, high, ph, bins):
    a = carray(pa, (n,)); h = carray(ph, (bins,))
    for i in range(bins): h[i] = 0
    scale = bins / (high - low)
    for i in range(n):
        b = int((a[i] - low) * scale)
        if b >= 0 and b < bins: h[b] += 1


@kernel(V, p(D), p(D), L, L)
def Stencil(pa, po, w, h):
    a = carray(pa, (h, w)); o = carray(po, (h, w))
    for y in range(1, h - 1):
        for x in range(1, w - 1):
            o[y, x] = 0.2 * (a[y, x] + a[y, x - 1] + a[y, x + 1] + a[y - 1, x] + a[y + 1, x])


@kernel(V, p(D), p(D), L)
def Sin(pa, po, n):
    a = carray(pa, (n,)); o = carray(po, (n,))
    for i in range(n): o[i] = sin(a[i])


@kernel(V, p(D), p(D), L)
def Exp(pa, po, n):
    a = carray(pa, (n,)); o = carray(po, (n,))
    for i in range(n): o[i] = exp(a[i])


@kernel(V, p(D), p(D), L)
def Log(pa, po, n):
    a = carray(pa, (n,)); o = carray(po, (n,))
    for i in range(n): o[i] = log(a[i])


@kernel(V, p(D), p(D), L)
def Tanh(pa, po, n):
    a = carray(pa, (n,)); o = carray(po, (n,))
    for i in range(n): o[i] = tanh(a[i])


@kernel(V, p(D), p(D), L)
def Pow(pa, po, n):
    a = carray(pa, (n,)); o = carray(po, (n,))
    for i in range(n): o[i] = a[i] ** 1.7


@kernel(V, p(D), p(D), L)
def Erf(pa, po, n):
    a = carray(pa, (n,)); o = carray(po, (n,))
    for i in range(n): o[i] = erf(a[i])


@kernel(V, p(D), p(D), p(D), D, D, p(D), L)
def BlackScholes(ps, pk, pt, r, v, po, n):
    s = carray(ps, (n,)); k = carray(pk, (n,)); t = carray(pt, (n,)); o = carray(po, (n,))
    for i in range(n):
        sq = v * sqrt(t[i]); d1 = (log(s[i] / k[i]) + (r + 0.5 * v * v) * t[i]) / sq; d2 = d1 - sq
        o[i] = s[i] * (0.5 * (1 + erf(d1 * 0.70710678118654752))) - k[i] * exp(-r * t[i]) * (0.5 * (1 + erf(d2 * 0.70710678118654752)))


@kernel(D, L, "uint64")
def MonteCarlo(n, seed):
    hits = 0; s = uint64(seed)
    for i in range(n):
        s ^= s >> uint64(12); s ^= s << uint64(25); s ^= s >> uint64(27); x = ((s * uint64(2685821657736338717)) >> uint64(11)) * (1.0 / 9007199254740992.0)
        s ^= s >> uint64(12); s ^= s << uint64(25); s ^= s >> uint64(27); y = ((s * uint64(2685821657736338717)) >> uint64(11)) * (1.0 / 9007199254740992.0)
        if x * x + y * y <= 1: hits += 1
    return 4.0 * hits / n


@kernel(V, p(D), p(D), p(D), L)
def Add(pa, pb, po, n):
    a = carray(pa, (n,)); b = carray(pb, (n,)); o = carray(po, (n,))
    for i in range(n): o[i] = a[i] + b[i]


KEPT = []


def compile_into(address, names, fast):
    """Writes the address of each named kernel to an array of pointers; zero for one that is missing."""
    into = (ctypes.c_void_p * len(names)).from_address(address)
    for at, name in enumerate(names):
        if name in KERNELS:
            signature, function = KERNELS[name]
            compiled = cfunc(signature, nopython=True, fastmath=fast, error_model="numpy")(function)
            KEPT.append(compiled)
            into[at] = compiled.address
