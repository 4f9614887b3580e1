#include <math.h>
double Sum(const double *restrict a, long n) { double s = 0;
    #pragma omp parallel for reduction(+:s)
    for (long i = 0; i < n; i++) s += a[i];
    return s; }
void Exp(const double *restrict a, double *restrict o, long n) {
    #pragma omp parallel for
    for (long i = 0; i < n; i++) o[i] = exp(a[i]); }
void Mandelbrot(int *restrict o, long w, long h, long most) {
    #pragma omp parallel for schedule(dynamic, 2)
    for (long y = 0; y < h; y++) for (long x = 0; x < w; x++) {
        double cr = -2.0 + 3.0 * x / w, ci = -1.5 + 3.0 * y / h, zr = 0, zi = 0; int k = 0;
        while (k < most && zr * zr + zi * zi <= 4.0) { double t = zr * zr - zi * zi + cr; zi = 2 * zr * zi + ci; zr = t; k++; }
        o[y * w + x] = k; } }
