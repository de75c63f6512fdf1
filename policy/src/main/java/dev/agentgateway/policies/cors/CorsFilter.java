package dev.agentgateway.policies.cors;

import dev.agentgateway.schema.Default;
import dev.agentgateway.schema.Limits;
import dev.agentgateway.schema.Unique;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which other sites' pages may call.
///
/// @param allowOrigins `https://example.com`, `https://*.example.com`, or `*` for any
/// @param allowCredentials whether cookies and the like may be sent along
/// @param allowMethods beyond those that need no leave; `*` for any
/// @param allowHeaders beyond those that need no leave; `*` for any
/// @param exposeHeaders of answers that pages may read; `*` for any
/// @param maxAge seconds for which a browser need not ask again
public record CorsFilter(
    @Limits(max = 64, itemMin = 1, itemMax = 253) @Unique List<String> allowOrigins,
    @Nullable Boolean allowCredentials,
    @Limits(max = 9) @Unique List<String> allowMethods,
    @Limits(max = 64, itemMin = 1, itemMax = 256) @Unique List<String> allowHeaders,
    @Limits(max = 64, itemMin = 1, itemMax = 256) @Unique List<String> exposeHeaders,
    @Default("5") @Limits(min = 1, max = Integer.MAX_VALUE) int maxAge) {

  public CorsFilter {
    allowOrigins = List.copyOf(allowOrigins);
    allowMethods = List.copyOf(allowMethods);
    allowHeaders = List.copyOf(allowHeaders);
    exposeHeaders = List.copyOf(exposeHeaders);
  }
}
