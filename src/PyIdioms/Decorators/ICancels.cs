namespace PyIdioms;

/// <summary>Marks a decorator that ends calls early through their token: it works only on methods that take a <see cref="CancellationToken"/>.</summary>
public interface ICancels;
