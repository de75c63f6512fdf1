package dev.agentgateway.telemetry.metrics;

/// Upper bounds of the histograms, in seconds or tokens.
final class Buckets {

  static final double[] REQUEST = {.001, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 80};

  /// From half a millisecond to eight seconds.
  static final double[] SOCKET = {.0005, .001, .0025, .005, .01, .05, .1, .5, 2, 8};

  /// What the gateway itself takes: from 50 microseconds to a quarter of a second.
  static final double[] PROCESSING = {
    .00005, .0001, .00025, .0005, .001, .0025, .005, .025, .1, .25
  };

  static final double[] TOKENS = powers(1, 4, 14);

  static final double[] MODEL_REQUEST = powers(.01, 2, 14);

  static final double[] PER_TOKEN = {
    .001, .01, .025, .05, .075, .1, .15, .2, .3, .4, .5, .75, 1, 2.5
  };

  static final double[] FIRST_TOKEN = {
    .001, .005, .01, .02, .04, .06, .08, .1, .25, .5, .75, 1, 2.5, 5, 7.5, 10
  };

  private Buckets() {}

  private static double[] powers(double first, int factor, int count) {
    double[] bounds = new double[count];
    double bound = first;
    for (int i = 0; i < count; i++) {
      bounds[i] = Math.round(bound * 100) / 100.0;
      bound *= factor;
    }
    return bounds;
  }
}
