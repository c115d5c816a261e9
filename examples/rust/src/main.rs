//! Functions in Rust: an HTTP function that gets the request itself, and three that get an envelope.

mod heartbeat;
mod hello;
mod orders;
mod receipts;

use actix_web::web;
use customhandler::function;

#[actix_web::main]
async fn main() -> std::io::Result<()> {
    customhandler::serve(|app| {
        // An HTTP function with no other binding is forwarded, with its public path.
        app.route("/api/hello", web::route().to(hello::hello))
            .service(function("orders", orders::orders))
            .service(function("receipts", receipts::receipts))
            .service(function("heartbeat", heartbeat::heartbeat));
    })
    .await
}
