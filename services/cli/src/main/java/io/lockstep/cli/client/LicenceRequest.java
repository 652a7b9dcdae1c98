package io.lockstep.cli.client;

import com.fasterxml.jackson.annotation.JsonInclude;

/** A licence to install; null leaves a field out. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LicenceRequest(Integer cap, String expires, String content) {
  /** Without the content. */
  @Override
  public String toString() {
    return "LicenceRequest[cap=" + cap + ", expires=" + expires + "]";
  }
}
