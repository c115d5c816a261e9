//! The functions of ../../../handler/app in Rust, on the protocol of examples/rust.

use actix_web::{HttpResponse, Responder, web};
use customhandler::{Failure, InvokeRequest, InvokeResponse, function};
use serde::{Deserialize, Serialize};
use serde_json::json;

#[actix_web::main]
async fn main() -> std::io::Result<()> {
    customhandler::serve(|app| {
        app.route("/api/hello", web::route().to(hello)).service(function("receipts", receipts));
    })
    .await
}

#[derive(Deserialize)]
struct Greeting {
    name: Option<String>,
}

async fn hello(greeting: web::Query<Greeting>) -> impl Responder {
    let name = greeting.name.as_deref().unwrap_or("World");
    HttpResponse::Ok().json(json!({ "message": format!("Hello, {name}!") }))
}

#[derive(Deserialize)]
struct Order {
    id: String,
    lines: Vec<Line>,
}

#[derive(Deserialize)]
struct Line {
    quantity: u32,
}

#[derive(Serialize)]
struct Receipt {
    id: String,
    items: u32,
}

async fn receipts(invocation: InvokeRequest) -> Result<InvokeResponse, Failure> {
    let order: Order = invocation.value("order").decode()?;
    let items = order.lines.iter().map(|line| line.quantity).sum();
    InvokeResponse::returning(Receipt { id: order.id, items })
}
