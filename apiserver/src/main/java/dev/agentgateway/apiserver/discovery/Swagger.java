package dev.agentgateway.apiserver.discovery;

import static java.nio.charset.StandardCharsets.UTF_8;

/// `/openapi/v2`: a document that says nothing. Clients ask for it when version 3 does not know a
/// kind; without any, kubectl would blame the document and not the manifest.
public final class Swagger {

  /// What clients of protobuf ask for.
  public static final String PROTOBUF =
      "application/com.github.proto-openapi.spec.v2.v1.0+protobuf";

  private static final String ASKED = "com.github.proto-openapi.spec.v2";
  private static final String TITLE = "Kubernetes";
  private static final String VERSION = "unversioned";

  private Swagger() {}

  public static boolean isProtobuf(String accept) {
    return accept.contains(ASKED);
  }

  public static byte[] json() {
    return "{\"swagger\":\"2.0\",\"info\":{\"title\":\"%s\",\"version\":\"%s\"},\"paths\":{}}"
        .formatted(TITLE, VERSION)
        .getBytes(UTF_8);
  }

  /// Field 1 is the version of Swagger, field 2 the title and the version.
  public static byte[] protobuf() {
    String info = field(1, TITLE) + field(2, VERSION);
    return (field(1, "2.0") + field(2, info)).getBytes(UTF_8);
  }

  /// A text or message of fewer than 128 bytes.
  private static String field(int number, String value) {
    return (char) (number << 3 | 2) + String.valueOf((char) value.length()) + value;
  }
}
