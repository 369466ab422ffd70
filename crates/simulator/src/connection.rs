//! One connection.
use crate::world::World;
use std::sync::Arc;
use tokio::{net::TcpStream, sync::watch};
use tokio_rustls::server::TlsStream;
pub(crate) async fn serve(
    stream: TlsStream<TcpStream>,
    number: u64,
    world: Arc<World>,
    stop: watch::Receiver<bool>,
) {
    let _ = (stream, number, world, stop);
}
