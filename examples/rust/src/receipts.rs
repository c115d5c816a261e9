use crate::orders::Order;
use customhandler::{Failure, InvokeRequest, InvokeResponse};
use serde::Serialize;
use std::time::{SystemTime, UNIX_EPOCH};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Receipt {
    #[serde(flatten)]
    order: Order,
    /// Seconds since 1970.
    received_at: u64,
}

pub async fn receipts(invocation: InvokeRequest) -> Result<InvokeResponse, Failure> {
    let order: Order = invocation.value("order").decode()?;
    invocation.log(&format!("writing the receipt of order {}", order.id));
    let received_at = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs();
    InvokeResponse::returning(Receipt { order, received_at })
}
