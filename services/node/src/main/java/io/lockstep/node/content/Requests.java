package io.lockstep.node.content;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Who wants to know when a folder is in step. Any thread. */
final class Requests {
  private final Map<String, Request> byFolder = new LinkedHashMap<>();

  /**
   * What was asked for of a folder.
   *
   * @param confirmed whether what is missing shall be deleted in the cluster, however much it is
   */
  record Request(boolean confirmed, List<CompletableFuture<FolderStatus>> answers) {}

  /** Asks for a folder. */
  synchronized CompletableFuture<FolderStatus> add(String folder, boolean confirmed) {
    CompletableFuture<FolderStatus> answer = new CompletableFuture<>();
    Request before = byFolder.get(folder);
    List<CompletableFuture<FolderStatus>> answers =
        before == null ? new ArrayList<>() : before.answers();
    answers.add(answer);
    byFolder.put(folder, new Request(confirmed || before != null && before.confirmed(), answers));
    return answer;
  }

  /** Takes what was asked for of a folder; null for nothing. */
  synchronized Request take(String folder) {
    return byFolder.remove(folder);
  }

  /** Who waits is answered once nothing is under way any more, or something is in the way. */
  synchronized void answer(String folder, Request request, FolderStatus status, boolean again) {
    if (request == null) {
      return;
    }
    if (status.inStep() || !again && !status.problems().isEmpty()) {
      request.answers().forEach(answer -> answer.complete(status));
      return;
    }
    Request later = byFolder.get(folder);
    if (later != null) {
      later.answers().addAll(request.answers());
    } else {
      byFolder.put(folder, request);
    }
  }

  /** Answers who asked for a folder that this node does not have. */
  synchronized void refuseUnknown(Set<String> folders) {
    byFolder
        .entrySet()
        .removeIf(
            each -> {
              boolean unknown = !folders.contains(each.getKey());
              if (unknown) {
                IllegalArgumentException reason =
                    new IllegalArgumentException(
                        "this node has no folder \"" + each.getKey() + "\"");
                each.getValue().answers().forEach(answer -> answer.completeExceptionally(reason));
              }
              return unknown;
            });
  }
}
