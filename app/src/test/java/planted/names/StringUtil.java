package planted.names;

/// A name that says nothing, open to inheritance, with a getter.
public class StringUtil {

  /// A query that is no noun.
  public String getName() {
    return "";
  }
}
