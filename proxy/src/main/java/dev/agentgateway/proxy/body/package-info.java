/// Bodies that are held, counted or changed on their way.
@NullMarked
package dev.agentgateway.proxy.body;

import org.jspecify.annotations.NullMarked;
