/// Certificates that the program makes for itself.
@NullMarked
package dev.agentgateway.http.authority;

import org.jspecify.annotations.NullMarked;
