use crate::{Failure, InvokeRequest, InvokeResponse, log};
use actix_web::dev::{Service, ServiceRequest};
use actix_web::http::uri::{PathAndQuery, Uri};
use actix_web::{App, HttpRequest, HttpResponse, HttpServer, Resource, web};
use std::{env, future::Future, io, time::Duration};

/// Lets the host invoke a function; the name is that of the folder with its function.json.
pub fn function<F, R>(name: &'static str, run: F) -> Resource
where
    F: Fn(InvokeRequest) -> R + Copy + 'static,
    R: Future<Output = Result<InvokeResponse, Failure>> + 'static,
{
    let answer = move |request: HttpRequest, body: web::Bytes| async move {
        let mut invocation: InvokeRequest = match serde_json::from_slice(&body) {
            Ok(invocation) => invocation,
            Err(reason) => return HttpResponse::BadRequest().body(format!("not an invocation: {reason}")),
        };
        drop(body);
        invocation.id = header(&request, "X-Azure-Functions-InvocationId");
        let id = invocation.id.clone();
        match run(invocation).await {
            Ok(answer) => HttpResponse::Ok().json(answer),
            Err(failure) => {
                // The host drops the body of a failure, so the reason goes to stderr.
                let reason = log::without_warn(&log::one_line(&failure.to_string()));
                eprintln!("[error] {name} ({id}): {reason}");
                HttpResponse::InternalServerError().body(failure.to_string())
            }
        }
    };
    web::resource(format!("/{name}")).route(web::post().to(answer))
}

/// Answers the host at the port it gave, until it ends this process.
pub async fn serve(functions: fn(&mut web::ServiceConfig)) -> io::Result<()> {
    let port = env::var("FUNCTIONS_CUSTOMHANDLER_PORT").unwrap_or_default();
    let server = HttpServer::new(move || {
        App::new()
            .app_data(web::PayloadConfig::new(usize::MAX)) // the host has a limit already
            .wrap_fn(|mut request, service| {
                ignore_case(&mut request);
                service.call(request)
            })
            .route("/", web::get().to(|| async { "ready\n" }))
            .configure(functions)
    });
    server
        .keep_alive(Duration::from_secs(600)) // the host closes what it no longer needs
        .client_request_timeout(Duration::ZERO)
        .bind(format!("127.0.0.1:{port}"))
        .map_err(|reason| io::Error::new(reason.kind(), format!("cannot listen on port {port}: {reason}")))?
        .run()
        .await
}

// The host matches /api/<name> in any case and forwards the path as the client wrote it.
fn ignore_case(request: &mut ServiceRequest) {
    let uri = request.uri();
    let path = uri.path();
    let lower: Vec<String> = path.split('/').take(3).map(str::to_ascii_lowercase).collect();
    let prefix = lower.join("/");
    if !prefix.starts_with("/api/") || path.starts_with(&prefix) {
        return;
    }
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    let rest = &path[prefix.len()..];
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = PathAndQuery::try_from(format!("{prefix}{rest}{query}")).ok();
    if let Ok(changed) = Uri::from_parts(parts) {
        request.match_info_mut().get_mut().update(&changed);
        request.head_mut().uri = changed;
    }
}

fn header(request: &HttpRequest, name: &str) -> String {
    let value = request.headers().get(name).and_then(|value| value.to_str().ok());
    value.unwrap_or_default().to_owned()
}
