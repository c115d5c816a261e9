//! The conformance app (see ../../README.md) on the protocol of examples/rust.

mod http;
mod queues;

use actix_web::web;
use customhandler::function;

#[actix_web::main]
async fn main() -> std::io::Result<()> {
    customhandler::serve(|app| {
        app.service(web::resource("/api/hello").route(web::get().to(http::hello)).route(web::post().to(http::hello)))
            .route("/api/mirror/{status:\\d+}", web::route().to(http::mirror))
            .service(function("echo", http::echo))
            .service(function("store", queues::store))
            .service(function("pass", queues::pass))
            .service(function("bytes", queues::bytes))
            .service(function("copy", queues::copy))
            .service(function("read", queues::read))
            .service(function("attempt", queues::attempt))
            .service(function("say", queues::say))
            .service(function("fail", queues::fail))
            .service(function("meet", queues::meet))
            .service(function("tick", queues::tick))
            .service(function("batch", queues::batch));
    })
    .await
}
