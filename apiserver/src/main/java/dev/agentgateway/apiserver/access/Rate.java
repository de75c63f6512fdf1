package dev.agentgateway.apiserver.access;

/// How many requests are taken: a bucket that fills with time.
public final class Rate {

  private static final double NANOS = 1e9;

  private final int perSecond;
  private final double most;
  private double left;
  private long last;

  /// @param most at once
  public Rate(int perSecond, int most, long nanoTime) {
    this.perSecond = perSecond;
    this.most = most;
    this.left = most;
    this.last = nanoTime;
  }

  /// Takes one request, or says that there are too many.
  public synchronized boolean take(long nanoTime) {
    left = Math.min(most, left + (nanoTime - last) / NANOS * perSecond);
    last = nanoTime;
    if (left < 1) {
      return false;
    }
    left--;
    return true;
  }
}
