package dev.agentgateway.llm;

/// Tokens of one answer, in parts that do not overlap; `reasoning` alone is a part of `output`.
///
/// ```
/// OpenAI     prompt_tokens = input + cacheRead + cacheWrite5m + cacheWrite1h + audio + image
/// Anthropic  input_tokens  = input
/// ```
public record Usage(
    long input,
    long cacheRead,
    long cacheWrite5m,
    long cacheWrite1h,
    long inputAudio,
    long inputImage,
    long output,
    long reasoning) {

  public static final Usage NONE = new Usage(0, 0, 0, 0, 0, 0, 0, 0);

  public static Usage of(long input, long output) {
    return new Usage(input, 0, 0, 0, 0, 0, output, 0);
  }

  public Usage withOutput(long changed) {
    return new Usage(
        input,
        cacheRead,
        cacheWrite5m,
        cacheWrite1h,
        inputAudio,
        inputImage,
        changed,
        Math.min(reasoning, changed));
  }

  public long cacheWrite() {
    return cacheWrite5m + cacheWrite1h;
  }

  public long promptTotal() {
    return input + cacheRead + cacheWrite() + inputAudio + inputImage;
  }

  public long total() {
    return promptTotal() + output;
  }
}
