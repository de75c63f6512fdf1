package dev.agentgateway.apiserver.rest;

/// The form that objects are answered in.
public enum Form {
  OBJECT,
  TABLE,
  METADATA,
  METADATA_LIST;

  /// The first form of an `Accept` header that is known. Unknown media types are passed over, and
  /// an answer in JSON is better than none.
  public static Form of(String accept) {
    for (String range : accept.split(",", -1)) {
      String type = range.strip();
      if (!type.startsWith("application/json")) {
        continue;
      }
      if (type.contains("as=Table")) {
        return TABLE;
      }
      if (type.contains("as=PartialObjectMetadataList")) {
        return METADATA_LIST;
      }
      if (type.contains("as=PartialObjectMetadata")) {
        return METADATA;
      }
      return OBJECT;
    }
    return OBJECT;
  }
}
