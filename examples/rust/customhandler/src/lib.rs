//! The protocol between the Azure Functions host and this program: copy it into a handler of your own.

mod http;
mod invocation;
mod log;
mod output;
mod serve;
mod value;

pub use http::{HttpRequest, HttpResponse};
pub use invocation::{Failure, InvokeRequest, InvokeResponse};
pub use output::{blob, messages};
pub use serve::{function, serve};
pub use value::Value;
