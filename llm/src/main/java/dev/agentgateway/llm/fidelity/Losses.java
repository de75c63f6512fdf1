package dev.agentgateway.llm.fidelity;

import dev.agentgateway.llm.Fidelity;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Gathers what one translation drops, and refuses what it must not drop.
public final class Losses {

  /// Fields that are named; of the others it is told that there are some.
  static final int NAMED_MAX = 32;

  /// Characters of a name that are told. Names are the client's own, of any length.
  static final int NAME_MAX = 100;

  private static final Pattern UNTOLD = Pattern.compile("[^!-+\\--~]");

  private final Fidelity fidelity;
  private final Set<String> dropped = new LinkedHashSet<>();

  public Losses(Fidelity fidelity) {
    this.fidelity = fidelity;
  }

  /// What the table says of a field. `at` is where it stands, when that is not the rule's path.
  public void take(FieldRule rule, String at) {
    switch (rule.outcome()) {
      case MAPPED, SILENT -> {}
      case DROPPED -> drop(at);
      case CHOSEN -> choose(at, why(rule));
      case REFUSED -> throw refusal(at, why(rule));
    }
  }

  /// Why a field cannot be carried; what follows a semicolon tells which of its values can.
  private static String why(FieldRule rule) {
    int values = rule.becomes().indexOf(';');
    return values < 0 ? rule.becomes() : rule.becomes().substring(0, values);
  }

  /// Something that tunes the answer cannot be had: `field` or `field=value`.
  public void drop(String field) {
    if (fidelity == Fidelity.STRICT) {
      throw refusal(name(field), "the upstream's format cannot carry it, and fidelity is Strict");
    }
    add(field);
  }

  /// Something that asks for another answer cannot be had.
  public void choose(String field, String words) {
    if (fidelity != Fidelity.LENIENT) {
      throw refusal(name(field), words);
    }
    add(field);
  }

  public Refusal refusal(String field, String words) {
    return new Refusal(field, field + ": " + words);
  }

  public List<String> dropped() {
    return List.copyOf(dropped);
  }

  private void add(String field) {
    String told = legible(field);
    boolean isNamed = dropped.size() < NAMED_MAX || dropped.contains(told);
    dropped.add(isNamed ? told : "more");
  }

  /// The field as a header can name it, in a list with commas.
  private static String legible(String field) {
    String told = field.length() > NAME_MAX ? field.substring(0, NAME_MAX) + "..." : field;
    return UNTOLD.matcher(told).replaceAll("?");
  }

  private static String name(String field) {
    int value = field.indexOf('=');
    return value < 0 ? field : field.substring(0, value);
  }
}
