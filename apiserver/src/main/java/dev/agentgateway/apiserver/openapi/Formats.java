package dev.agentgateway.apiserver.openapi;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.regex.Pattern;

/// The formats of texts that a cluster checks; others are names only.
final class Formats {

  private static final Pattern UUID =
      Pattern.compile("(?i)[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}");

  private static final Pattern DNS_LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

  private static final Pattern DNS_SUBDOMAIN =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

  private static final Pattern HOSTNAME =
      Pattern.compile(
          "[A-Za-z0-9_]([-A-Za-z0-9_]*[A-Za-z0-9])?(\\.[A-Za-z0-9_]([-A-Za-z0-9_]*[A-Za-z0-9])?)*\\.?");

  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");

  private static final Pattern DURATION =
      Pattern.compile("[-+]?([0-9]*\\.?[0-9]+(ns|us|µs|ms|s|m|h|d|w)\\s*)+|0");

  private Formats() {}

  static boolean isValid(String format, String text) {
    return switch (format) {
      case "date-time", "datetime" -> isDateTime(text);
      case "date" -> isDate(text);
      case "byte" -> isBase64(text);
      case "ipv4" -> Addresses.isIpv4(text);
      case "ipv6" -> Addresses.isIpv6(text);
      case "cidr" -> Addresses.isCidr(text);
      case "uuid", "uuid3", "uuid4", "uuid5" -> UUID.matcher(text).matches();
      case "hostname" -> text.length() <= 255 && HOSTNAME.matcher(text).matches();
      case "email" -> EMAIL.matcher(text).matches();
      case "duration" -> DURATION.matcher(text).matches();
      case "uri" -> isUri(text);
      case "k8s-short-name", "dns1123Label" -> isLabel(text);
      case "k8s-long-name", "dns1123Subdomain" -> isSubdomain(text);
      default -> true;
    };
  }

  static boolean isLabel(String text) {
    return DNS_LABEL.matcher(text).matches();
  }

  static boolean isSubdomain(String text) {
    return text.length() <= 253 && DNS_SUBDOMAIN.matcher(text).matches();
  }

  static boolean isUri(String text) {
    try {
      return !new URI(text).toString().isEmpty();
    } catch (URISyntaxException malformed) {
      return false;
    }
  }

  private static boolean isDateTime(String text) {
    try {
      return OffsetDateTime.parse(text.replace(' ', 'T')) != null;
    } catch (DateTimeException malformed) {
      return false;
    }
  }

  private static boolean isDate(String text) {
    try {
      return LocalDate.parse(text) != null;
    } catch (DateTimeException malformed) {
      return false;
    }
  }

  private static boolean isBase64(String text) {
    try {
      return Base64.getMimeDecoder().decode(text) != null;
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }
}
