use scenario::log;
use std::io;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

static CONNECTIONS: AtomicUsize = AtomicUsize::new(0);

async fn echo(mut stream: TcpStream) -> io::Result<()> {
    let (reader, mut writer) = stream.split();
    let mut lines = BufReader::new(reader).lines();
    while let Some(line) = lines.next_line().await? {
        writer.write_all(format!("{line}\n").as_bytes()).await?;
    }
    Ok(())
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() -> io::Result<()> {
    // 1. the server listens on loopback
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    log("server", "listens");
    let server = tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            CONNECTIONS.fetch_add(1, Relaxed);
            tokio::spawn(echo(stream));
        }
    });

    // 2. three clients connect at once
    async fn client(n: u32, server: SocketAddr) -> io::Result<Vec<String>> {
        let mut stream = TcpStream::connect(server).await?;
        let (reader, mut writer) = stream.split();
        let mut lines = BufReader::new(reader).lines();

        // 3. each client sends two lines and hears each back
        let mut heard = Vec::new();
        for line in [1, 2] {
            let line = format!("client {n} line {line}\n");
            writer.write_all(line.as_bytes()).await?;
            heard.extend(lines.next_line().await?);
        }
        Ok(heard)
    }
    let (heard1, heard2, heard3) = tokio::try_join!(
        client(1, address),
        client(2, address),
        client(3, address),
    )?;
    log("main", "has all echoes");

    // 4. the server closes
    server.abort();
    log("server", "closes");

    assert_eq!(CONNECTIONS.load(Relaxed), 3);
    assert_eq!(heard1, ["client 1 line 1", "client 1 line 2"]);
    assert_eq!(heard2, ["client 2 line 1", "client 2 line 2"]);
    assert_eq!(heard3, ["client 3 line 1", "client 3 line 2"]);
    Ok(())
}
