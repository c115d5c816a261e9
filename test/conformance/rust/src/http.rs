use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, Responder, web};
use customhandler::{Failure, InvokeRequest, InvokeResponse, messages};
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
pub struct Query {
    name: Option<String>,
    q: Option<String>,
}

pub async fn hello(query: web::Query<Query>) -> impl Responder {
    let name = query.name.as_deref().unwrap_or("World");
    HttpResponse::Ok().json(json!({ "message": format!("Hello, {name}!") }))
}

pub async fn mirror(
    request: HttpRequest,
    status: web::Path<u16>,
    query: web::Query<Query>,
    body: web::Bytes,
) -> impl Responder {
    let Ok(status) = StatusCode::from_u16(*status) else {
        return HttpResponse::NotFound().finish();
    };
    let content_type = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    HttpResponse::build(status)
        .content_type(content_type.unwrap_or("text/plain"))
        .insert_header(("x-method", request.method().as_str()))
        .insert_header(("x-query", query.q.as_deref().unwrap_or_default()))
        .body(body)
}

pub async fn echo(invocation: InvokeRequest) -> Result<InvokeResponse, Failure> {
    let request = invocation.value("req").http_request()?;
    if request.header("x-quiet").is_some() {
        return InvokeResponse::default().with("res", customhandler::HttpResponse::empty(200));
    }
    let body = request.text()?;
    let header = request.header("x-echo");
    let status = request.header("x-status").map_or(Ok(200), |status| status.parse())?;
    let seen = json!({
        "method": request.method,
        "path": request.url.path(),
        "q": request.query("q"),
        "id": request.param("id"),
        "header": header,
        "body": body,
    });
    let mut answer = customhandler::HttpResponse::json(status, &seen)?;
    answer.headers.insert("X-Seen".into(), header.unwrap_or_default());
    let response = InvokeResponse::default().with("res", answer)?;
    if body.is_empty() { Ok(response) } else { response.with("copy", messages([body])) }
}
