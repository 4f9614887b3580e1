using System.Globalization;
using PyIdioms;

namespace OrderDesk;

/// <summary>The idiom: decorators. The body stays plain; the generated part of the method measures it and tries it again.</summary>
public sealed partial class ExchangeRates(HttpClient http)
{
    [Retry(3, Delay = 0.2, On = [typeof(HttpRequestException)])]
    [Timed]
    public partial Task<decimal> RateAsync(string currency);

    async Task<decimal> RateAsyncCore(string currency) =>
        decimal.Parse(await http.GetStringAsync($"rates/{currency}"), CultureInfo.InvariantCulture);

    [LruCache(64)]
    public static partial int DigitsOf(string currency);

    static int DigitsOfCore(string currency) => currency is "JPY" or "KRW" ? 0 : 2;
}
