package dev.agentgateway.apiserver.kinds;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which version is preferred: `v2`, `v1`, `v2beta1`, `v1alpha1`, then other names by alphabet.
public final class Versions {

  private static final Pattern FORM = Pattern.compile("v(\\d{1,9})(?:(alpha|beta)(\\d{1,9}))?");

  public static final Comparator<String> PREFERRED_FIRST =
      Comparator.comparingInt(Versions::stability)
          .thenComparing(Comparator.comparingInt((String version) -> number(version, 1)).reversed())
          .thenComparing(Comparator.comparingInt((String version) -> number(version, 3)).reversed())
          .thenComparing(Comparator.naturalOrder());

  private Versions() {}

  private static int stability(String version) {
    Matcher form = FORM.matcher(version);
    if (!form.matches()) {
      return 3;
    }
    return form.group(2) == null ? 0 : form.group(2).equals("beta") ? 1 : 2;
  }

  private static int number(String version, int part) {
    Matcher form = FORM.matcher(version);
    return form.matches() && form.group(part) != null ? Integer.parseInt(form.group(part)) : 0;
  }
}
