use actix_web::{HttpResponse, Responder, web};
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
pub struct Greeting {
    name: Option<String>,
}

pub async fn hello(greeting: web::Query<Greeting>) -> impl Responder {
    let name = greeting.name.as_deref().filter(|name| !name.is_empty()).unwrap_or("World");
    HttpResponse::Ok().json(json!({ "message": format!("Hello, {name}!") }))
}
