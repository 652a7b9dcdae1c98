package io.lockstep.benchmark.bare;

import io.lockstep.log.LogConnection;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLException;

/**
 * A process that stands where a node stands on the way of a change, and does nothing that is
 * Lockstep's own: {@code PUT /N} over HTTPS sends a command for change N and is answered when the
 * process's reader has the event of N, {@code GET /N} is answered then too. It ends with its
 * standard input.
 */
public final class BareNode {
  private static final int LONGEST_BODY = 1 << 16;

  /** As long as a node's answer to a change. */
  private static final int ANSWER = 160;

  private final BareRecords records = new BareRecords();
  private final byte[] answer = records.record(ANSWER);
  private final Map<Integer, CompletableFuture<Void>> events = new ConcurrentHashMap<>();
  private final BarePath path;

  private BareNode(LogConnection connection, boolean decides) {
    path = BarePath.start(connection, decides, 1, (reader, change) -> event(change).complete(null));
  }

  /**
   * Runs one.
   *
   * @param args broker, name of the topics, port, PEM file of certificate and key, and whether it
   *     answers commands
   */
  public static void main(String[] args) throws Exception {
    LogConnection connection =
        new LogConnection(
            args[1], args[0], URI.create("http://unused"), Path.of("unused"), Map.of());
    BareNode node = new BareNode(connection, Boolean.parseBoolean(args[4]));
    node.listen(Integer.parseInt(args[2]), Path.of(args[3]));
    while (System.in.read() >= 0) { // until the benchmark ends
    }
    System.exit(0);
  }

  private CompletableFuture<Void> event(int change) {
    return events.computeIfAbsent(change, unused -> new CompletableFuture<>());
  }

  private void listen(int port, Path pem) throws SSLException, InterruptedException {
    SslContext tls = SslContextBuilder.forServer(pem.toFile(), pem.toFile()).build();
    new ServerBootstrap()
        .group(new MultiThreadIoEventLoopGroup(NioIoHandler.newFactory()))
        .channel(NioServerSocketChannel.class)
        .childHandler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                channel
                    .pipeline()
                    .addLast(tls.newHandler(channel.alloc()))
                    .addLast(new HttpServerCodec())
                    .addLast(new HttpObjectAggregator(LONGEST_BODY))
                    .addLast(new Requests());
              }
            })
        .bind(InetAddress.getLoopbackAddress(), port)
        .sync();
  }

  private final class Requests extends SimpleChannelInboundHandler<FullHttpRequest> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
      int change = Integer.parseInt(request.uri(), 1, request.uri().length(), 10);
      if (request.method().equals(HttpMethod.PUT)) {
        path.send("change-" + change, records.command(change, 1));
      }
      var unused = event(change).thenRun(() -> context.writeAndFlush(response()));
    }
  }

  private DefaultFullHttpResponse response() {
    DefaultFullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.wrappedBuffer(answer));
    response.headers().set(HttpHeaderNames.CONTENT_LENGTH, answer.length);
    return response;
  }
}
