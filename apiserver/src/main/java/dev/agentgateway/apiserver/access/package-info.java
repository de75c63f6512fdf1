/// Who may ask, and how kubectl finds the way in: tokens, certificates, the kubeconfig.
@NullMarked
package dev.agentgateway.apiserver.access;

import org.jspecify.annotations.NullMarked;
