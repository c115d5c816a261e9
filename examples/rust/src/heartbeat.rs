use customhandler::{Failure, InvokeRequest, InvokeResponse};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Timer {
    is_past_due: bool,
}

pub async fn heartbeat(invocation: InvokeRequest) -> Result<InvokeResponse, Failure> {
    let timer: Timer = invocation.value("timer").decode()?;
    invocation.log(if timer.is_past_due { "still here, a little late" } else { "still here" });
    Ok(InvokeResponse::default())
}
