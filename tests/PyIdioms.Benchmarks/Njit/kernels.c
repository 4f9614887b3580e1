#include <math.h>
#include <stdint.h>
#define R restrict
double Sum(const double *R a, long n) { double s = 0; for (long i = 0; i < n; i++) s += a[i]; return s; }
long SumInts(const int *R a, long n) { long s = 0; for (long i = 0; i < n; i++) s += a[i]; return s; }
double Max(const double *R a, long n) { double m = a[0]; for (long i = 0; i < n; i++) m = a[i] > m ? a[i] : m; return m; }
long ArgMax(const double *R a, long n) { double m = a[0]; long at = 0; for (long i = 1; i < n; i++) if (a[i] > m) { m = a[i]; at = i; } return at; }
double Variance(const double *R a, long n) { double s = 0, q = 0; for (long i = 0; i < n; i++) s += a[i]; double mean = s / n; for (long i = 0; i < n; i++) { double d = a[i] - mean; q += d * d; } return q / n; }
void Normalize(const double *R a, double *R o, long n) { double lo = a[0], hi = a[0]; for (long i = 0; i < n; i++) { lo = a[i] < lo ? a[i] : lo; hi = a[i] > hi ? a[i] : hi; } double d = hi - lo; for (long i = 0; i < n; i++) o[i] = (a[i] - lo) / d; }
long SumSquares(long n) { long s = 0; for (long i = 0; i < n; i++) s += i * i; return s; }
double Dot(const double *R a, const double *R b, long n) { double s = 0; for (long i = 0; i < n; i++) s += a[i] * b[i]; return s; }
float DotFloat(const float *R a, const float *R b, long n) { float s = 0; for (long i = 0; i < n; i++) s += a[i] * b[i]; return s; }
void Axpy(double k, const double *R x, double *R y, long n) { for (long i = 0; i < n; i++) y[i] = k * x[i] + y[i]; }
void AxpyFloat(float k, const float *R x, float *R y, long n) { for (long i = 0; i < n; i++) y[i] = k * x[i] + y[i]; }
void Sqrt(const double *R a, double *R o, long n) { for (long i = 0; i < n; i++) o[i] = sqrt(a[i]); }
void Polynomial(const double *R a, double *R o, long n) { for (long i = 0; i < n; i++) { double x = a[i]; o[i] = 1 + x * (0.5 + x * (0.25 + x * (0.125 + x * (0.0625 + x * 0.03125)))); } }
void Select(const double *R a, double *R o, long n) { for (long i = 0; i < n; i++) o[i] = a[i] >= 60 ? a[i] : 0; }
long CountIf(const double *R a, long n) { long c = 0; for (long i = 0; i < n; i++) if (a[i] >= 60) c++; return c; }
void Clip(const double *R a, double *R o, long n) { for (long i = 0; i < n; i++) o[i] = a[i] < 20 ? 20 : a[i] > 80 ? 80 : a[i]; }
long Where(const double *R a, int *R o, long n) { long j = 0; for (long i = 0; i < n; i++) if (a[i] >= 60) o[j++] = (int)i; return j; }
void Mandelbrot(int *R o, long w, long h, long most) {
    for (long y = 0; y < h; y++) for (long x = 0; x < w; x++) {
        double cr = -2.0 + 3.0 * x / w, ci = -1.5 + 3.0 * y / h, zr = 0, zi = 0; int k = 0;
        while (k < most && zr * zr + zi * zi <= 4.0) { double t = zr * zr - zi * zi + cr; zi = 2 * zr * zi + ci; zr = t; k++; }
        o[y * w + x] = k; } }
void Distances(const double *R p, double *R o, long n) { for (long i = 0; i < n; i++) for (long j = 0; j < n; j++) { double s = 0; for (int d = 0; d < 3; d++) { double t = p[i * 3 + d] - p[j * 3 + d]; s += t * t; } o[i * n + j] = sqrt(s); } }
void Bodies(const double *R x, const double *R y, const double *R z, const double *R m, double *R ax, double *R ay, double *R az, long n) {
    for (long i = 0; i < n; i++) { double sx = 0, sy = 0, sz = 0;
        for (long j = 0; j < n; j++) { double dx = x[j] - x[i], dy = y[j] - y[i], dz = z[j] - z[i], r2 = dx * dx + dy * dy + dz * dz + 1e-9, f = m[j] / (r2 * sqrt(r2)); sx += dx * f; sy += dy * f; sz += dz * f; }
        ax[i] = sx; ay[i] = sy; az[i] = sz; } }
void MatMul(const double *R a, const double *R b, double *R c, long n) { for (long i = 0; i < n; i++) for (long j = 0; j < n; j++) { double s = 0; for (long k = 0; k < n; k++) s += a[i * n + k] * b[k * n + j]; c[i * n + j] = s; } }
void MovingAverage(const double *R a, double *R o, long n, long w) { for (long i = 0; i <= n - w; i++) { double s = 0; for (long j = 0; j < w; j++) s += a[i + j]; o[i] = s / w; } }
void PrefixSum(const double *R a, double *R o, long n) { double s = 0; for (long i = 0; i < n; i++) { s += a[i]; o[i] = s; } }
void Histogram(const double *R a, long n, double low, double high, int *R h, long bins) { for (long i = 0; i < bins; i++) h[i] = 0; double scale = bins / (high - low); for (long i = 0; i < n; i++) { int b = (int)((a[i] - low) * scale); if (b >= 0 && b < bins) h[b]++; } }
void Stencil(const double *R a, double *R o, long w, long h) { for (long y = 1; y < h - 1; y++) for (long x = 1; x < w - 1; x++) o[y * w + x] = 0.2 * (a[y * w + x] + a[y * w + x - 1] + a[y * w + x + 1] + a[(y - 1) * w + x] + a[(y + 1) * w + x]); }
void Sin(const double *R a, double *R o, long n) { for (long i = 0; i < n; i++) o[i] = sin(a[i]); }
void Exp(const double *R a, double *R o, long n) { for (long i = 0; i < n; i++) o[i] = exp(a[i]); }
void Log(const double *R a, double *R o, long n) { for (long i = 0; i < n; i++) o[i] = log(a[i]); }
void Tanh(const double *R a, double *R o, long n) { for (long i = 0; i < n; i++) o[i] = tanh(a[i]); }
void Pow(const double *R a, double *R o, long n) { for (long i = 0; i < n; i++) o[i] = pow(a[i], 1.7); }
void Erf(const double *R a, double *R o, long n) { for (long i = 0; i < n; i++) o[i] = erf(a[i]); }
void BlackScholes(const double *R s, const double *R k, const double *R t, double r, double v, double *R o, long n) { for (long i = 0; i < n; i++) { double sq = v * sqrt(t[i]), d1 = (log(s[i] / k[i]) + (r + 0.5 * v * v) * t[i]) / sq, d2 = d1 - sq; o[i] = s[i] * (0.5 * (1 + erf(d1 * 0.70710678118654752))) - k[i] * exp(-r * t[i]) * (0.5 * (1 + erf(d2 * 0.70710678118654752))); } }
static inline double Uniform(unsigned long *s) { unsigned long x = *s; x ^= x >> 12; x ^= x << 25; x ^= x >> 27; *s = x; return ((x * 2685821657736338717UL) >> 11) * 0x1p-53; }
double MonteCarlo(long n, unsigned long seed) { long hits = 0; for (long i = 0; i < n; i++) { double x = Uniform(&seed), y = Uniform(&seed); if (x * x + y * y <= 1) hits++; } return 4.0 * hits / n; }
void Add(const double *R a, const double *R b, double *R o, long n) { for (long i = 0; i < n; i++) o[i] = a[i] + b[i]; }
